/* Says how much time is left: <time datetime data-until="Ca. {} min igjen" data-over="Snart ferdig">til ca. kl. 10.00</time>.
 * Without script it says the time of day.
 */
(() => {
  "use strict";
  // A phone's clock may be wrong; the server's is the hall's.
  const ahead = Date.parse(document.body.dataset.now) - Date.now() || 0;

  function show() {
    for (const time of document.querySelectorAll("time[data-until]")) {
      const left = Math.ceil((Date.parse(time.dateTime) - Date.now() - ahead) / 60000);
      const words = left > 0 ? time.dataset.until.replace("{}", left) : time.dataset.over;
      if (time.textContent !== words) time.textContent = words;
    }
  }

  show();
  setInterval(show, 5000);
  document.addEventListener("htmx:after:swap", show);
})();
