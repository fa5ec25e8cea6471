/* The control room's own hands: which row is chosen, keys, ages, undo that runs out, the mirror.
 *
 * All of it is comfort: every button is a form that posts without this file. The chosen row lives here and nowhere
 * else, so that no live frame moves it.
 */
(() => {
  "use strict";
  const room = document.querySelector(".room");
  if (!room || !window.htmx) return;

  const UNDO_SECONDS = 10;
  const OLD_MINUTES = 3;
  const A_DAY = 24 * 60;
  const SETTLE_MS = 350; // a click that was aimed before the rows moved must not hit another row
  const ANSWER_MS = 15000;
  const LOOK_MS = 5 * 60000;

  // What is the person's own and not the server's: the chosen row, and what is unfolded.
  htmx.config.morphIgnore = [...htmx.config.morphIgnore, "data-sel", "open"];
  htmx.config.defaultTimeout = ANSWER_MS;

  const bar = document.getElementById("bar");
  const clock = document.querySelector("[data-clock]");

  /* The chosen row ------------------------------------------------------------------------------------------ */
  let chosen = "";
  let place = 0;
  let order = "";
  let listTop = 0;
  let lastFocus = null;
  let aimedBefore = 0;
  let countedBefore = 0; // what takes them all takes those that were there when it was aimed at
  let pointerIsDown = false;

  const rows = () => [...document.querySelectorAll("#list > .item")];
  const chosenRow = () => document.querySelector("#list > .item[data-sel]");

  function choose(row) {
    for (const other of rows()) {
      other.toggleAttribute("data-sel", other === row);
      if (other !== row) fold(other);
    }
    chosen = row ? row.id : "";
    place = row ? rows().indexOf(row) : 0;
  }

  function fold(row) {
    row.querySelector("details[open]")?.removeAttribute("open");
  }

  /* After every swap: the same row as before, or the one that came in its place. */
  function settle() {
    const present = rows();
    const row = present.find((one) => one.id === chosen) || present[Math.min(place, present.length - 1)];
    choose(row || null);
    if (lastFocus && !lastFocus.isConnected && document.activeElement === document.body) {
      (row || document.querySelector("#queue .tabs a[aria-current]"))?.focus({ preventScroll: true });
    }
    const now = present.map((one) => one.id).join(" ");
    const top = document.getElementById("list")?.offsetTop || 0;
    if (now !== order) countedBefore = performance.now() + SETTLE_MS;
    if (!now.startsWith(order) || (top && listTop && top !== listTop)) aimedBefore = performance.now() + SETTLE_MS;
    order = now;
    listTop = top;
    tellAges();
    tellSilence();
    tellLooks();
    tellLag();
  }

  function move(steps) {
    const present = rows();
    const row = present[Math.max(0, Math.min(present.indexOf(chosenRow()) + steps, present.length - 1))];
    if (row) meet(row);
  }

  function meet(row) {
    choose(row);
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("pointerdown", () => { pointerIsDown = true; }, true);
  document.addEventListener("pointerup", () => { pointerIsDown = false; }, true);
  document.addEventListener("focusin", (event) => {
    lastFocus = event.target.closest("#queue") ? event.target : null;
    const row = event.target.closest("#list > .item");
    if (row && !pointerIsDown && row !== chosenRow()) choose(row); // not under a finger: what grows would move away
  });
  room.addEventListener("click", (event) => {
    const isAimed = event.detail > 0; // a key's click has none
    const isMoved = (event.target.closest(".act") && performance.now() < aimedBefore) // Next stands still, whatever pours in
      || (event.target.closest("#approve-all") && performance.now() < countedBefore);
    if (isAimed && (isMoved || (event.detail > 1 && event.target.closest(".act, .next, #approve-all")))) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    const row = event.target.closest("#list > .item");
    if (row && (!event.target.closest("button, a") || event.target.closest("summary"))) choose(row);
  }, true);

  room.addEventListener("toggle", (event) => {
    if (event.target.open) event.target.scrollIntoView({ block: "nearest" }); // what was unfolded is seen
  }, true);

  /* Keys ---------------------------------------------------------------------------------------------------- */
  let keysAreOn = localStorage.getItem("keys") !== "off";

  function showKeys() {
    document.documentElement.dataset.keys = keysAreOn ? "on" : "off";
    document.getElementById("keys").setAttribute("aria-checked", String(keysAreOn));
  }

  document.addEventListener("click", (event) => {
    if (!event.target.closest("#keys")) return;
    keysAreOn = !keysAreOn;
    localStorage.setItem("keys", keysAreOn ? "on" : "off");
    showKeys();
  });

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable], dialog")) return;
    if (isHandled(event)) event.preventDefault();
  });

  function isHandled(event) {
    const row = chosenRow();
    if (event.key === "Escape") return isFolded(row);
    const isInQueue = event.target === document.body || event.target.closest("#queue");
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && isInQueue && row) {
      move(event.key === "ArrowDown" ? 1 : -1);
      return true;
    }
    if (!keysAreOn || event.repeat || (event.shiftKey && event.key !== "+")) return false;
    const key = event.key.toLowerCase();
    if ((key === "j" || key === "k") && row) {
      move(key === "j" ? 1 : -1);
      return true;
    }
    if (key === "f") {
      document.querySelector("#next, #reopen")?.focus();
      return true;
    }
    const pressed = { z: "undo", n: "reveal-next", p: "pause", "+": "more-time" }[key];
    const button = pressed ? document.getElementById(pressed) : row?.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!button || (button.name === "reason" && !button.closest("details").open)) return false;
    button.click();
    if (key === "s" && row.querySelector("details").open) row.querySelector(".reasons button").focus();
    return true;
  }

  function isFolded(row) {
    const details = row?.querySelector("details[open]");
    if (!details) return false;
    fold(row);
    details.querySelector("summary").focus();
    return true;
  }

  document.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && document.querySelector(".over-hall details[open]");
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });

  /* The words of a row: their page, opened over the queue, where no live frame reaches what is being typed. ------ */
  const dialog = document.getElementById("text-dialog");
  let looked = null;

  room.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-opens]");
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    openText(link);
  });

  async function openText(link) {
    try {
      const answer = await fetch(link.href, { headers: { "HX-Request": "true" }, signal: AbortSignal.timeout(ANSWER_MS) });
      if (answer.headers.get("Dialog-Outcome") !== "text") return location.assign(link.href);
      const place = dialog.querySelector("div");
      place.innerHTML = await answer.text();
      htmx.process(place);
      choose(link.closest("#list > .item") || chosenRow());
      if (!dialog.open) dialog.showModal();
      lookAway();
      looked = place.querySelector("[data-look-at]").dataset;
      fetch(looked.lookAt, { method: "POST" }).catch(() => {}); // only a courtesy to the others
    } catch {
      sayNoContact();
    }
  }

  dialog.addEventListener("click", (event) => {
    if (!event.target.closest("[data-close]")) return;
    event.preventDefault();
    dialog.close();
  });
  dialog.addEventListener("close", () => {
    lookAway();
    chosenRow()?.focus({ preventScroll: true });
  });
  addEventListener("pagehide", lookAway);

  /* Who else has the words of a row before them; oneself is no news, and neither is a laptop that was shut. */
  function lookAway() {
    if (looked) navigator.sendBeacon(looked.lookAway);
    looked = null;
  }

  function tellLooks() {
    for (const look of document.querySelectorAll("#list [data-look]")) {
      const age = window.hallNow() - Date.parse(look.dataset.since);
      look.hidden = look.dataset.look === room.dataset.account || age > LOOK_MS;
    }
  }

  document.addEventListener("htmx:finally:request", (event) => {
    const laid = event.target.closest?.(".over-hall details");
    if (laid && event.detail.ctx?.response?.status === 200) {
      laid.querySelector("form").reset();
      laid.open = false;
      laid.querySelector("summary").focus();
    }
    const form = event.target.closest?.("#text-dialog form");
    const { response } = event.detail.ctx || {};
    if (!form) return;
    if (response?.status === 200) return dialog.close();
    (form.querySelector("[data-error]") || dialog.querySelector("[data-error]")).textContent = bar.querySelector("p")?.innerText || "";
  });

  /* Words that are dragged over are chosen, as one would mark them with a pen. */
  document.addEventListener("pointerup", () => setTimeout(() => {
    const drawn = getSelection();
    if (!dialog.open || drawn.isCollapsed) return;
    const touched = [...dialog.querySelectorAll(".choose-words label")].filter((label) => drawn.containsNode(label, true));
    if (touched.length < 2) return; // a press on one is that checkbox's own
    for (const label of touched) label.querySelector("input").checked = true;
    drawn.removeAllRanges();
  }));

  /* Ages: how long something has waited; after a day the date as well, since a time of day says nothing then --------------------------------------------------------------------- */
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

  /* Silence: who has said nothing for five minutes, while they can be asked. The region holds the moment only. -------- */
  const QUIET_MS = 5 * 60000;

  function tellSilence() {
    for (const place of document.querySelectorAll("[data-quiet-since]")) {
      place.hidden = window.hallNow() - Date.parse(place.dataset.quietSince) < QUIET_MS;
    }
    const words = document.querySelector("[data-quiet-any]");
    if (words) words.hidden = !document.querySelector("#coverage-tables .nums [data-quiet-since]:not([hidden])");
  }

  /* Behind or ahead of the plan, and when the day is over at this rate. ------------------------------------------- */
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

  /* The bar: what came of a press, and undo while it lasts ---------------------------------------------------- */
  let left = 0;

  function count() {
    if (left <= 0 || document.activeElement?.id === "undo") return;
    left -= 1;
    const seconds = bar.querySelector(".left");
    if (seconds) seconds.textContent = `${left} s`;
    if (left === 0) bar.replaceChildren();
  }

  function startCounting() {
    const words = bar.querySelector(".undo");
    if (!words) return;
    const returned = rows().find((row) => row.id === words.dataset.return);
    if (returned) meet(returned); // what was put back is what the person wants to decide anew
    left = UNDO_SECONDS + 1;
    count();
  }

  /* Answers --------------------------------------------------------------------------------------------------- */
  let newest = 0; // the revision that the stream has shown

  document.addEventListener("htmx:sse:before:message", (event) => {
    newest = Math.max(newest, Number(event.detail.message.id) || 0);
  });
  document.addEventListener("htmx:before:swap", (event) => {
    const revision = event.detail.ctx?.response?.headers?.get("Live-Revision");
    if (!revision || Number(revision) >= newest) return;
    // The answer was slower than the stream: keep what is newer, take only what came of the press.
    const { tasks } = event.detail;
    tasks.splice(0, tasks.length, ...tasks.filter((task) => task.target === bar));
  });
  document.addEventListener("htmx:after:swap", settle);
  document.addEventListener("htmx:after:request", (event) => {
    const { response } = event.detail.ctx;
    if (event.target.id === "live" || response.headers.get("Live-Revision")) return;
    if (response.status >= 500 || response.status === 429) sayNoContact();
    else location.reload(); // signed out, or no longer here: the page itself says so
  });
  document.addEventListener("htmx:error", (event) => {
    if (event.target.id !== "live" && event.detail.ctx) sayNoContact();
  });

  function sayNoContact() {
    bar.replaceChildren(document.getElementById("no-contact").content.cloneNode(true));
  }

  /* The mirror rests while nobody looks: it holds a stream of its own. ------------------------------------------ */
  const mirror = document.querySelector(".mirror iframe");
  let resting = 0;

  document.addEventListener("visibilitychange", () => {
    clearTimeout(resting);
    if (document.hidden) resting = setTimeout(() => { mirror.dataset.rests = mirror.src; mirror.src = "about:blank"; }, 60000);
    else if (mirror.dataset.rests) { mirror.src = mirror.dataset.rests; delete mirror.dataset.rests; }
  });

  new MutationObserver(startCounting).observe(bar, { childList: true });
  setInterval(count, 1000);
  setInterval(tellAges, 10000);
  setInterval(tellSilence, 5000);
  setInterval(tellLooks, 10000);
  setInterval(tellLag, 5000);
  showKeys();
  settle();
  startCounting();
})();
