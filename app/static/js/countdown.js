/* Says how much time is left, by the hall's clock. A region holds the moment when something ends, never what is left of it,
 * so that it is drawn once and counts on every page:
 *
 *   <span data-until="2026-11-19T09:00:00Z">
 *     <span data-left="clock">til kl. 10.00</span>                          without a script
 *     <span data-left="minutes" hidden><b data-minutes></b> min igjen</span>
 *     <span data-left="over" hidden>vi runder av</span>
 *   </span>
 *
 * A bar of phases (activity/_phases.html) is filled by the same clock. Of its wordings the first one that fits is shown: over, seconds (the last 90), one (minute), digits (9:05), minutes.
 */
(() => {
  "use strict";
  // The machine's own clock may be wrong. The server's was right when it began to answer, whatever loading took after that.
  const [page] = performance.getEntriesByType("navigation");
  const answered = performance.timeOrigin + (page?.responseStart || performance.now());
  const ahead = Date.parse(document.body.dataset.now) + 500 - answered || 0; // it is told in whole seconds
  window.hallNow = () => Date.now() + ahead;

  const FITS = {
    over: (ms) => ms <= 0,
    seconds: (ms) => ms <= 90000,
    one: (ms) => ms <= 60000,
    digits: () => true,
    minutes: () => true,
  };

  function show() {
    fill();
    for (const place of document.querySelectorAll("[data-until]")) {
      const ms = Date.parse(place.dataset.until) - window.hallNow();
      if (Number.isNaN(ms)) continue;
      const wordings = [...place.querySelectorAll("[data-left]")];
      const wanted = Object.keys(FITS).find((name) => FITS[name](ms) && wordings.some(({ dataset }) => dataset.left === name));
      for (const wording of wordings) wording.hidden = wording.dataset.left !== wanted;
      write(place, "[data-minutes]", Math.max(Math.ceil(ms / 60000), 1));
      write(place, "[data-seconds]", Math.max(Math.ceil(ms / 1000), 0));
      write(place, "[data-digits]", digits(Math.abs(ms > 0 ? Math.ceil(ms / 1000) : Math.floor(ms / 1000))));
      place.toggleAttribute("data-soon", ms <= 60000);
    }
  }

  function fill() {
    for (const bar of document.querySelectorAll("[data-bar-until]")) {
      const share = 1 - (Date.parse(bar.dataset.barUntil) - window.hallNow()) / 1000 / Number(bar.dataset.whole);
      bar.querySelector(".r1").setAttribute("width", `${(Math.min(Math.max(share, 0), 1) * 100).toFixed(1)}%`);
    }
  }

  const digits = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

  function write(place, selector, words) {
    for (const element of place.querySelectorAll(selector)) {
      if (element.textContent !== String(words)) element.textContent = words;
    }
  }

  document.addEventListener("htmx:after:swap", show);
  setInterval(show, 1000);
  show();
})();
