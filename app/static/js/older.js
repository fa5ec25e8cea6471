/* «Vis eldre»: fetches the next stretch under the live list. What the live list lets go of moves here, so that between the
 * two nothing is missing and nothing stands twice. Without script the same link leads to a page.
 */
(() => {
  "use strict";
  const older = document.getElementById("older");
  if (!older) return;
  const live = () => document.getElementById("contributions");
  const rowsOf = (list) => [...list.querySelectorAll("li[data-place]")];
  const placeOf = (row) => parseInt(row.dataset.place, 10);
  let before = [];

  document.addEventListener("click", async (event) => {
    const link = event.target.closest?.("a[data-older]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (link.ariaBusy === "true") return;
    link.ariaBusy = "true";
    document.getElementById("no-contact")?.remove();
    let answer;
    try {
      answer = await fetch(link.href, { headers: { "HX-Request": "true" }, signal: AbortSignal.timeout(15000) });
      if (!answer.ok || answer.redirected || answer.headers.get("Dialog-Outcome") !== "older") throw new Error("not ours");
      const piece = document.createElement("template");
      piece.innerHTML = await answer.text();
      const list = piece.content.querySelector("ol");
      older.dataset.activity = live().dataset.activity;
      if (older.contains(link)) link.replaceWith(piece.content);
      else older.replaceChildren(piece.content);
      settle();
      list.focus({ preventScroll: true });
    } catch {
      if (answer) location.href = link.href;
      else link.before(document.getElementById("say-no-contact").content.cloneNode(true)); // another page would not come either
      link.ariaBusy = null;
    }
  });

  document.addEventListener("htmx:before:swap", () => {
    before = older.childElementCount ? rowsOf(live()).map((row) => row.cloneNode(true)) : [];
  });
  document.addEventListener("htmx:after:swap", settle);

  function settle() {
    if (older.dataset.activity !== live().dataset.activity) older.replaceChildren();
    if (!older.childElementCount) return;
    const shown = rowsOf(live());
    const ids = new Set(shown.map((row) => row.id));
    for (const row of rowsOf(older)) if (ids.has(row.id)) row.remove();
    for (const row of rowsOf(older)) ids.add(row.id);
    // Gone from the middle means hidden by a facilitator; gone from the end means pushed out by newer ones.
    const last = shown.length ? placeOf(shown[shown.length - 1]) : Infinity;
    const pushed = before.filter((row) => !ids.has(row.id) && placeOf(row) < last);
    older.querySelector("ol").prepend(...pushed);
    before = [];
    const link = live().querySelector("a[data-older]");
    if (link) link.hidden = true;
  }
})();
