/* What goes by in the control room: how long a text has waited, who is silent, how far from the plan. Regions hold moments only. */
(() => {
  "use strict";
  if (!window.queue) return;
  const OLD_MINUTES = 3;
  const A_DAY = 24 * 60;
  const clock = document.querySelector("[data-clock]");

  /* Ages: how long something has waited; after a day the date as well, since a time of day says nothing then */
  const dayOf = new Intl.DateTimeFormat(document.documentElement.lang, {
    day: "numeric", month: "short", timeZone: clock.dataset.clock,
  });

  function tellAges() {
    const words = document.getElementById("list")?.dataset;
    for (const time of document.querySelectorAll("#list .age time")) {
      const moment = Date.parse(time.dateTime);
      const minutes = Math.floor((window.hallNow() - moment) / 60000);
      const told = time.dataset.clockTime;
      if (minutes >= A_DAY) time.textContent = `${dayOf.format(moment)}\n${told}`;
      else if (!("age" in time.dataset) || minutes >= 60) time.textContent = told;
      else time.textContent = minutes < 1 ? words.now : `${minutes} ${words.minutes}`;
      if ("age" in time.dataset) time.parentElement.toggleAttribute("data-old", minutes > OLD_MINUTES);
    }
  }

  /* Silence: who has said nothing for five minutes, while they can be asked. The region holds the moment only. */
  const QUIET_MS = 5 * 60000;

  function tellSilence() {
    for (const place of document.querySelectorAll("[data-quiet-since]")) {
      place.hidden = window.hallNow() - Date.parse(place.dataset.quietSince) < QUIET_MS;
    }
    const words = document.querySelector("[data-quiet-any]");
    if (words) words.hidden = !document.querySelector("#coverage-tables .nums [data-quiet-since]:not([hidden])");
  }

  /* Behind or ahead of the plan, and when the day is over at this rate. */
  const ANOTHER_DAY = 3 * 60; // minutes: no hall is so late, it is looked at on another day
  const timeOf = new Intl.DateTimeFormat("nb", { hour: "2-digit", minute: "2-digit", timeZone: clock.dataset.clock });

  function tellLag() {
    const lag = document.getElementById("lag");
    const words = lag?.dataset;
    if (!words?.planned) return;
    const now = window.hallNow();
    const end = words.left ? now + Math.max(words.left * 1000, 0) : Math.max(Date.parse(words.expected || words.planned), now);
    const minutes = Math.round((end - Date.parse(words.planned)) / 60000);
    if (Math.abs(minutes) > ANOTHER_DAY) return;
    const say = minutes > 0 ? words.late : minutes < 0 ? words.early : words.on;
    write(lag.querySelector("b"), say.replace("{}", Math.abs(minutes)));
    lag.toggleAttribute("data-behind", minutes >= 5);
    const time = lag.querySelector("[data-clock-time]");
    const sign = document.documentElement.lang === "en" ? ":" : ".";
    if (time) write(time, timeOf.format(Date.parse(time.dataset.clockTime) + minutes * 60000).replace(":", sign));
  }

  function write(element, words) {
    if (element.textContent !== words) element.textContent = words;
  }

  function tell() {
    tellAges();
    tellSilence();
    tellLag();
  }

  document.addEventListener("htmx:after:swap", tell);
  setInterval(tell, 5000);
  tell();
})();
