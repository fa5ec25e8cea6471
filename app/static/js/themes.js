/* Sorting into themes: keys, dragging, focus that follows the work. All of it is comfort: every key presses a button or
   a link of the page, and a drag posts the form that the buttons post. */
(() => {
  "use strict";
  const root = document.documentElement;
  const NEAR = 6; // px: less is a press, not a drag
  root.dataset.drag = "on";

  /* Keys ---------------------------------------------------------------------------------------------------- */
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && drag) return stop();
    if (!window.keysAreOn() || event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const isTicked = event.target.matches('input[type="checkbox"]');
    if (event.target.closest("input, textarea, select, [contenteditable]") && !isTicked) return;
    // A button in focus keeps its own two keys.
    if ((event.key === " " || event.key === "Enter") && event.target.closest("a, button, summary, input[type=checkbox]") && !(isTicked && event.key === "Enter")) return;
    const button = document.querySelector(`[data-key="${CSS.escape(event.key.length === 1 ? event.key.toLowerCase() : event.key)}"]`);
    if (!button) return;
    event.preventDefault();
    button.click();
  });

  /* Dragging: what is held follows nothing, the theme under it lights up; so nothing jumps under the hand. ------ */
  let drag = null; // { source, x, y, over }

  const themeAt = (x, y) => document.elementFromPoint(x, y)?.closest("[data-drop]");
  const unmark = () => document.querySelectorAll("[data-over], [data-lifted]").forEach((one) => { delete one.dataset.over; delete one.dataset.lifted; });
  function stop() { unmark(); drag = null; root.removeAttribute("data-dragging"); }

  document.addEventListener("pointerdown", (event) => {
    const source = event.target.closest("[data-drag]");
    if (!source || event.button !== 0 || (event.pointerType === "touch" && !event.target.closest("[data-grip]")) || event.target.closest("a, button, input")) return;
    if (document.querySelector("[data-drop]")) drag = { source, x: event.clientX, y: event.clientY, over: null };
  });
  document.addEventListener("pointermove", (event) => {
    if (!drag) return;
    if (!root.hasAttribute("data-dragging") && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < NEAR) return;
    event.preventDefault();
    getSelection().removeAllRanges();
    unmark();
    root.setAttribute("data-dragging", "");
    drag.source.dataset.lifted = "";
    drag.over = themeAt(event.clientX, event.clientY);
    if (drag.over) drag.over.dataset.over = "";
  });
  document.addEventListener("pointercancel", stop);
  document.addEventListener("pointerup", () => {
    if (!drag) return;
    const { source, over } = drag;
    stop();
    if (over) drop(source, over.dataset.drop);
  });

  /* What is dropped goes into that theme and, from a pile, out of the pile's; another theme it is in stays. */
  function drop(source, theme) {
    const form = document.getElementById("sorting");
    const box = form.querySelector(`input[type="checkbox"][value="${theme}"]`);
    if (!source.dataset.at) {
      if (!box) return form.querySelector(`button[value="${theme}"]`).click();
      box.checked = true;
      return box.focus();
    }
    const moving = document.getElementById("moving");
    moving.action = moving.dataset.action.replace("/0/", `/${source.dataset.at}/`);
    moving.elements.theme.value = [...source.dataset.others.split(" "), theme].join(" ");
    moving.elements.seen.value = `${source.dataset.others} ${moving.elements.pile.value}`;
    moving.requestSubmit();
  }

  /* The focus goes where the work goes on ----------------------------------------------------------------------- */
  let goes = [];

  document.addEventListener("htmx:before:request", (event) => {
    const from = document.activeElement;
    const isSorting = event.target.closest?.("#sorting, #moving, #bar, .alt, .plist2");
    goes = isSorting ? ["card"] : [from?.id, "pile-title"];
  });
  document.addEventListener("htmx:after:swap", () => {
    const target = document.getElementById("errors") || document.querySelector("[autofocus]")
      || goes.map((id) => id && document.getElementById(id)).find(Boolean);
    goes = [];
    target?.focus({ preventScroll: target.id === "card" });
  });
  document.addEventListener("htmx:after:request", (event) => {
    const { response } = event.detail.ctx;
    if (response && (response.status >= 500 || response.status === 429)) location.reload();
  });

  /* What others sort and name, and what is approved meanwhile: the page follows, but for what somebody is in the middle of. --- */
  const FOLLOW_MS = 10000;
  const PARTS = ["progress", "sorted", "sorting", "ways", "pile"];

  const isBusy = () => drag || document.hidden || document.querySelector(".htmx-request");

  /* What is ticked or typed would be lost with its form, and so would the place in a list that somebody reads. */
  function isHeld(part) {
    const fields = part.querySelectorAll("input:not([type=hidden]), textarea");
    return [...fields].some((field) => field.checked !== field.defaultChecked || field.value !== field.defaultValue)
      || part.querySelector(".errors") || (part.id === "pile" && part.contains(document.activeElement));
  }

  async function follow() {
    if (isBusy()) return;
    const from = location.href;
    const at = document.getElementById("card").dataset.id;
    const address = new URL(from);
    address.searchParams.delete("after");
    if (at) address.searchParams.set("at", at);
    const answer = await fetch(address, { signal: AbortSignal.timeout(FOLLOW_MS) }).catch(() => null);
    if (!answer?.ok || answer.redirected || isBusy() || location.href !== from) return;
    const now = new DOMParser().parseFromString(await answer.text(), "text/html");
    const card = now.getElementById("card");
    if (!card || isBusy() || location.href !== from || document.getElementById("card").dataset.id !== at) return;
    if (card.dataset.id !== at) {
      // The first has come, all was sorted, or what was read is gone. What came of the last press can still be undone.
      now.getElementById("bar").replaceWith(document.getElementById("bar"));
      takeOver("one", now);
    }
    for (const part of PARTS) takeOver(part, now);
    for (const key of document.querySelectorAll("[data-drop]")) {
      const same = now.querySelector(`[data-drop="${key.dataset.drop}"] .num`);
      if (same) key.querySelector(".num").textContent = same.textContent;
    }
  }

  const asSent = (part) => part.outerHTML.replaceAll(' data-htmx-powered="true"', "");

  /* The focus stays where it was, or goes to what is sorted. */
  function takeOver(id, now) {
    const [old, fresh] = [document.getElementById(id), now.getElementById(id)];
    if (!old || !fresh || isHeld(old) || asSent(old) === asSent(fresh)) return;
    const { scrollTop } = old;
    const focused = old.contains(document.activeElement) && document.activeElement;
    old.replaceWith(fresh);
    fresh.scrollTop = scrollTop;
    htmx.process(fresh);
    if (focused) (document.getElementById(focused.id) || document.getElementById("card")).focus({ preventScroll: true });
  }

  setInterval(follow, FOLLOW_MS);
  document.addEventListener("visibilitychange", follow);

  document.getElementById("errors")?.focus();
})();
