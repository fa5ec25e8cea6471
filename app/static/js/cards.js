/* Reactions: one card of the deck at a time. What is answered is kept and sent by answers.js; the next card does not wait
 * for it. When the last one that the phone holds is shown, more are fetched behind it.
 */
(() => {
  "use strict";
  const deck = window.phone?.deck;
  if (!deck) return;
  const $ = (selector, within = document) => within.querySelector(selector);
  const cards = () => $("[data-deck] [data-cards]");
  const list = () => [...cards().querySelectorAll(".card[data-id]")];
  const known = new Set(); // shown before on this page: never offered again by a batch that was drawn too early
  let at = 0;
  let isFetching = false;
  let isLate = false; // something came through while more was on its way, which may have been drawn before it
  let isAll = false;

  document.addEventListener("deck:filled", () => {
    if (!cards()) return;
    known.clear();
    for (const card of list()) known.add(card.dataset.id);
    isAll = !known.size;
    at = 0;
    show();
  });

  function show(focus = true) {
    const all = list();
    const shown = all[at] || $(isAll ? "[data-end]" : "[data-wait]", cards());
    for (const card of cards().querySelectorAll(".card")) card.hidden = card !== shown;
    if (all[at]) {
      const place = Number(cards().dataset.cards) + at + 1;
      const counter = $("[data-place]", shown);
      counter.textContent = counter.dataset.place.replace("{}", place);
      $("progress", shown).value = place - 1;
    }
    const back = $("[data-back]", shown);
    if (back) back.hidden = at === 0;
    if (focus) shown.focus({ preventScroll: true });
    if (focus) $("#activity").scrollIntoView({ block: "start" });
    if (at >= all.length - 1 && !isAll) more();
  }

  async function more() {
    isLate = isFetching;
    if (isFetching) return;
    isFetching = true;
    const here = cards();
    const html = await deck.fetchPiece(here.dataset.more);
    isFetching = false;
    if (html !== null && cards() === here) add(html, here);
    if (isLate && cards() && !list()[at]) more();
  }

  function add(html, here) {
    const piece = document.createElement("template");
    piece.innerHTML = html;
    const found = [...piece.content.querySelectorAll(".card[data-id]")];
    const fresh = found.filter((card) => !known.has(card.dataset.id));
    for (const card of fresh) {
      known.add(card.dataset.id);
      $("[data-end]", here).before(card);
    }
    isAll = !found.length; // what is left but known is on its way: asked again when it has come through
    if (fresh.length || isAll) show(list()[at] === undefined || fresh.length > 0 && !$("[data-wait]", here).hidden);
  }

  document.addEventListener("submit", (event) => {
    if (event.submitter?.formMethod === "get" || !event.target.closest?.(".card[data-id]")) return;
    at = list().indexOf(event.target.closest(".card")) + 1;
    show();
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("[data-back]")) return;
    at = Math.max(at - 1, 0);
    show();
  });
  document.addEventListener("deck:gone", (event) => drop(event.target));
  document.addEventListener("answer:refused", ({ detail: { address } }) => {
    if (cards()) drop(list().find((card) => $("form", card).getAttribute("action") === address));
  });
  for (const name of ["answer:stored", "live:state"]) document.addEventListener(name, () => { if (cards() && !list()[at]) more(); });

  function drop(card) {
    if (!card?.matches(".card[data-id]")) return;
    const place = list().indexOf(card);
    const wasShown = !card.hidden;
    card.remove();
    if (place < at) at -= 1;
    if (wasShown) show();
  }
})();
