/* What is personal in an activity that is drawn the same for all: it is fetched into [data-deck] when the person begins,
 * so that an opening sets off no requests, and again with the buttons of a form in it that only show more (formmethod=get).
 *
 * What was hidden meanwhile drops out: when something has been decided, a phone whose deck is open asks which of what it
 * holds ([data-id]) is still offered, at a moment of its own. Without script or storage the same addresses give pages.
 */
(() => {
  "use strict";
  if (!window.phone?.store) return;
  const $ = (selector, within = document) => within.querySelector(selector);
  const deck = () => $("[data-deck]");
  const start = new WeakMap(); // what stood in a deck before it was opened

  /* The fragment at an address, or null when nobody of ours answered. */
  async function fetchPiece(address, outcome = "deck") {
    const answer = await fetch(address, { headers: { "HX-Request": "true" }, redirect: "error" }).catch(() => null);
    if (answer?.headers.get("Dialog-Outcome") !== outcome) return null;
    return answer.text().catch(() => null);
  }

  async function open(address, plainWay) {
    const here = deck();
    const html = await fetchPiece(address);
    if (html === null) return navigator.onLine ? plainWay() : window.phone.say("say-offline");
    if (!here.isConnected) return; // closed meanwhile
    if (!start.has(here)) start.set(here, [...here.childNodes]);
    here.innerHTML = html;
    here.dispatchEvent(new CustomEvent("deck:filled", { bubbles: true, detail: address.split("#")[1] }));
  }

  function shut() {
    const here = deck();
    if (!here || !start.has(here)) return;
    here.replaceChildren(...start.get(here));
    start.delete(here);
    $("a[data-fetch]", here).focus();
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("[data-deck] a[data-fetch]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      if (link.ariaBusy === "true") return;
      link.ariaBusy = "true";
      open(link.href, () => { location.href = link.href; }).finally(() => { link.ariaBusy = null; });
    }
    if (event.target.closest?.("[data-deck] [data-stop]")) shut();
  });

  document.addEventListener("submit", (event) => {
    const { target: form, submitter } = event;
    if (submitter?.formMethod !== "get" || !form.closest("[data-deck]")) return;
    event.preventDefault();
    const data = new FormData(form);
    if (submitter.name) data.set(submitter.name, submitter.value);
    const [path, from = ""] = (submitter.getAttribute("formaction") ?? form.getAttribute("action")).split("#");
    const address = `${path}?${new URLSearchParams(data)}#${from}`;
    open(address, () => { location.href = address; });
  });

  let decided = $("#decisions")?.dataset.mark;
  let asking = 0;
  document.addEventListener("htmx:after:swap", () => {
    const { mark, spread } = $("#decisions").dataset;
    if (mark === decided) return;
    decided = mark;
    if (!asking && $("[data-deck] [data-id]")) asking = setTimeout(dropOut, spread * 1000 * Math.random());
  });

  async function dropOut() {
    asking = 0;
    const here = deck();
    const held = here ? [...here.querySelectorAll("[data-id]")] : [];
    if (!held.length) return;
    const answer = await fetchPiece(`${here.dataset.offered}?among=${held.map((each) => each.dataset.id)}`, "offered");
    if (answer === null) return;
    const offered = new Set(answer.split(","));
    for (const each of held) if (!offered.has(each.dataset.id)) each.dispatchEvent(new CustomEvent("deck:gone", { bubbles: true }));
  }

  window.phone.deck = { fetchPiece, shut };
})();
