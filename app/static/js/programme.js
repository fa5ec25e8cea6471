/* The programme: drag to another place, focus that stays where it was, a warning before what is unsaved is left.
   Everything here can be done without it: each row has buttons for up and down. */
(() => {
  "use strict";
  const root = document.documentElement;
  root.dataset.drag = "on"; // the style sheet shows the grips

  // Dragging: the row follows nothing, the line where it will land does; so nothing jumps under the hand.
  let drag = null; // { row, form, place }

  const rows = () => [...document.querySelectorAll(".prog tbody tr")];
  const unmark = () => rows().forEach((row) => { delete row.dataset.drop; delete row.dataset.lifted; });

  const follow = (y) => {
    const others = rows().filter((row) => row !== drag.row);
    const above = others.filter((row) => {
      const box = row.getBoundingClientRect();
      return box.top + box.height / 2 < y;
    });
    unmark();
    drag.row.dataset.lifted = "";
    drag.place = above.length + 1;
    const before = others[above.length];
    if (before) before.dataset.drop = "before";
    else others.at(-1).dataset.drop = "after";
    (before || others.at(-1)).scrollIntoView({ block: "nearest" });
  };

  const stop = () => { unmark(); drag = null; };

  document.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest("[data-grip]");
    if (!grip || event.button !== 0 || rows().length < 2) return;
    event.preventDefault();
    const row = grip.closest("tr");
    drag = { row, form: grip.closest("form"), place: rows().indexOf(row) + 1 };
    grip.setPointerCapture(event.pointerId);
  });
  document.addEventListener("pointermove", (event) => { if (drag) follow(event.clientY); });
  document.addEventListener("pointercancel", () => { if (drag) stop(); });
  document.addEventListener("keydown", (event) => { if (drag && event.key === "Escape") stop(); });
  document.addEventListener("pointerup", () => {
    if (!drag) return;
    const { row, form, place } = drag;
    const moved = place !== rows().indexOf(row) + 1;
    stop();
    if (!moved) return;
    const chosen = document.createElement("input");
    chosen.type = "hidden";
    chosen.name = "place";
    chosen.value = place;
    form.append(chosen);
    form.requestSubmit();
  });

  // A button that has moved with its row keeps the focus, and is still seen.
  let focused = "";
  document.addEventListener("htmx:before:request", () => { focused = document.activeElement?.id || ""; });
  document.addEventListener("htmx:after:swap", () => {
    const faults = document.querySelector("#programme #errors");
    const target = faults || document.getElementById(focused) || document.getElementById(focused.replace("restore", "open"));
    if (target && target !== document.activeElement) target.focus();
    target?.scrollIntoView({ block: "nearest" });
  });

  // What is typed beside the list is not lost by a wrong click.
  const unsaved = new Set();
  document.addEventListener("input", ({ target: { form } }) => { if (form?.matches("[data-guard]")) unsaved.add(form); });
  document.addEventListener("submit", (event) => unsaved.delete(event.target));
  addEventListener("beforeunload", (event) => { if (unsaved.size) event.preventDefault(); });
})();
