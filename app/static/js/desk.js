/* What every desk page shares: what must be mended is read first, a form is sent once, and the clock in the top bar. */
(() => {
  "use strict";
  document.getElementById("errors")?.focus();

  /* A page that is slow to come is no reason to make what was asked for twice. What htmx sends looks after itself. */
  const ANSWER_MS = 15000;
  let sent = "";
  document.addEventListener("submit", (event) => {
    const { target: form, submitter } = event;
    if (event.defaultPrevented || form.method !== "post") return;
    const words = `${submitter?.formAction || form.action}?${new URLSearchParams(new FormData(form, submitter))}`;
    if (words === sent) return event.preventDefault();
    sent = words;
    setTimeout(() => { if (sent === words) sent = ""; }, ANSWER_MS);
  });
  addEventListener("pageshow", () => { sent = ""; });

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
