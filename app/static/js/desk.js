/* What every desk page shares: what must be mended is read first, and the clock in the top bar. */
(() => {
  "use strict";
  document.getElementById("errors")?.focus();
  const clock = document.querySelector("[data-clock]");
  if (!clock) return;
  // The laptop's own clock may be wrong; the server's is the hall's.
  const ahead = Date.parse(clock.dateTime) - Date.now();
  const words = new Intl.DateTimeFormat("nb", { hour: "2-digit", minute: "2-digit", timeZone: clock.dataset.clock });
  const sign = document.documentElement.lang === "en" ? ":" : ".";
  const show = () => { clock.textContent = words.format(Date.now() + ahead).replace(":", sign); };
  show();
  setInterval(show, 5000);
})();
