/* The words of a row: their page, opened over the queue, where no live frame reaches what is being typed. */
(() => {
  "use strict";
  if (!window.queue) return;
  const { acts, choose, chosenRow } = window.queue;
  const LOOK_MS = 5 * 60000;
  const room = document.querySelector(".room");
  const dialog = document.getElementById("text-dialog");
  let looked = null;

  room.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-opens]");
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    openText(link);
  });

  async function openText(link) {
    const asked = acts();
    try {
      const answer = await fetch(link.href, { headers: { "HX-Request": "true" }, signal: AbortSignal.timeout(window.outcome.ANSWER_MS) });
      const html = await answer.text();
      if (acts() !== asked) return; // whoever went on meanwhile has something else in hand
      if (answer.headers.get("Dialog-Outcome") !== "text") return location.assign(link.href);
      const place = dialog.querySelector("div");
      place.innerHTML = html;
      htmx.process(place);
      choose(link.closest("#list > .item") || chosenRow());
      if (!dialog.open) dialog.showModal();
      lookAway();
      looked = place.querySelector("[data-look-at]").dataset;
      fetch(looked.lookAt, { method: "POST" }).catch(() => {}); // only a courtesy to the others
    } catch {
      window.outcome.sayNoContact();
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
    const form = event.target.closest?.("#text-dialog form");
    const { response } = event.detail.ctx || {};
    if (!form) return;
    if (response?.status === 200) return dialog.close();
    if (!dialog.open) dialog.showModal(); // left before the answer: what was typed is there still
    (form.querySelector("[data-error]") || dialog.querySelector("[data-error]")).textContent = window.outcome.words();
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

  document.addEventListener("htmx:after:swap", tellLooks);
  setInterval(tellLooks, 10000);
  tellLooks();
})();
