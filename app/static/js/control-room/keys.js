/* The control room by keyboard alone. Every key presses a button of the page. */
(() => {
  "use strict";
  if (!window.queue) return;
  const { chosenRow, fold, isJustCome, move } = window.queue;

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
    if (!window.keysAreOn() || event.repeat || (event.shiftKey && event.key !== "+")) return false;
    const key = event.key.toLowerCase();
    if ((key === "j" || key === "k") && row) {
      move(key === "j" ? 1 : -1);
      return true;
    }
    if (key === "f") {
      document.querySelector("#next, #reopen")?.focus();
      return true;
    }
    if (key === "z") return window.outcome.takeBack();
    const pressed = { n: "reveal-next", p: "pause", "+": "more-time" }[key];
    const button = pressed ? document.getElementById(pressed) : row?.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!pressed && isJustCome()) return Boolean(button);
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
})();
