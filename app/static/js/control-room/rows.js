/* The control room's own hands, first of all: which row of the queue is chosen. All of them are comfort: every button is a
 * form that posts without a script. The chosen row lives here and nowhere else, so that no live frame moves it.
 */
(() => {
  "use strict";
  const room = document.querySelector(".room");
  if (!window.htmx) return;

  const SETTLE_MS = 350; // a click that was aimed before the rows moved must not hit another row

  // What is the person's own and not the server's: the chosen row, and what is unfolded.
  htmx.config.morphIgnore = [...htmx.config.morphIgnore, "data-sel", "open"];

  let chosen = "";
  let place = 0;
  let order = "";
  let listTop = 0;
  let lastFocus = null;
  let aimedBefore = 0;
  let countedBefore = 0; // what takes them all takes those that were there when it was aimed at
  let cameAt = -Infinity; // when the row in hand came there by itself
  let isPressing = false;
  let acts = 0; // what the person has done on this page: where that moved on, nothing that comes late calls it back

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
    if ((row?.id || "") !== chosen) cameAt = performance.now();
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
  }

  function move(steps) {
    const present = rows();
    const row = present[Math.max(0, Math.min(present.indexOf(chosenRow()) + steps, present.length - 1))];
    if (row) meet(row);
  }

  /* Too short a time ago for its words to have been read: the key was pressed twice, or for the row before it. */
  const isJustCome = () => performance.now() - cameAt < SETTLE_MS;

  function meet(row) {
    cameAt = -Infinity;
    choose(row);
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }

  for (const act of ["keydown", "pointerdown"]) document.addEventListener(act, () => { acts += 1; }, true);
  document.addEventListener("mousedown", () => { isPressing = true; }, true); // also of a finger: just before its focus, as it is lifted
  document.addEventListener("mouseup", () => { isPressing = false; }, true);
  document.addEventListener("focusin", (event) => {
    lastFocus = event.target.closest("#queue") ? event.target : null;
    const row = event.target.closest("#list > .item");
    if (row && !isPressing && row !== chosenRow()) choose(row); // not under a finger: what grows would move away
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

  document.addEventListener("htmx:after:swap", settle);
  window.queue = { rows, chosenRow, choose, fold, move, meet, isJustCome, acts: () => acts };
  settle();
  cameAt = -Infinity; // the page came with it
})();
