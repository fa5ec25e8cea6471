/* «Mine»: what waits in this phone, each with what can be done with it, and what the server has, as it stood when last asked. */
(() => {
  "use strict";
  const mine = document.getElementById("mine");
  if (!mine) return;
  const { items, read, keep, forget, place } = window.kept;
  const $ = (selector, within = document) => within.querySelector(selector);
  const ahead = Date.parse(document.body.dataset.now) - Date.now() || 0;
  let drawnFor = "saved"; // or "offline", or "join": why what is to be sent has not been

  for (const item of items()) if (item.state === "deleted") forget(item);

  /* Rows that say the same are left alone: a finger or the keyboard may be on one of them. */
  function list(situation = drawnFor) {
    drawnFor = situation;
    const canEdit = $("#activity form[data-limit]")?.dataset.activity;
    const wanted = new Map(items().reverse().map((item) => {
      const state = item.state === "saved" ? situation : item.state;
      return [JSON.stringify([item, state, canEdit === item.activity]), () => row(item, state, canEdit === item.activity)];
    }));
    const queue = $("#queue");
    for (const each of [...queue.children]) if (!wanted.has(each.dataset.as)) each.remove();
    let next = queue.firstElementChild;
    for (const [as, draw] of wanted) {
      if (next?.dataset.as === as) next = next.nextElementSibling;
      else {
        const fresh = draw();
        fresh.dataset.as = as;
        queue.insertBefore(fresh, next);
      }
    }
    queue.hidden = !wanted.size;
    mine.classList.toggle("has-queue", wanted.size > 0);
  }

  function row(item, state, canEdit) {
    const element = $("#queued").content.firstElementChild.cloneNode(true);
    const time = $("time", element);
    const clock = new Intl.DateTimeFormat("nb", { hour: "2-digit", minute: "2-digit", timeZone: time.dataset.zone });
    $(`[data-kind=${item.kind === "input" ? "advice" : "input"}]`, element).remove();
    const sign = document.documentElement.lang === "en" ? ":" : ".";
    time.textContent = clock.format(item.at + ahead).replace(":", sign); // as the hall's clock shows it
    $(".words", element).textContent = item.text;
    for (const words of element.querySelectorAll("[data-when]")) if (words.dataset.when !== state) words.remove();
    if (item.reason && item.state !== "deleted") {
      $("[data-reason]", element).textContent = item.reason;
      $("[data-reason]", element).hidden = false;
    }
    if (item.state === "deleted") {
      $(".words", element).remove();
      $(".state", element).dataset.state = "hidden";
    }
    $("[data-actions]", element).hidden = item.state === "saved";
    $("[data-action=edit]", element).hidden = !canEdit;
    for (const button of element.querySelectorAll("[data-action]")) {
      if ((button.dataset.action === "restore") !== (item.state === "deleted")) button.remove();
    }
    element.dataset.item = place(item);
    return element;
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-action]");
    if (!button) return;
    const item = read(button.closest("[data-item]")?.dataset.item);
    if (button.dataset.action === "copy") return copy(item ? item.text : $("#kept textarea").value, button);
    if (item && button.dataset.action === "edit") document.dispatchEvent(new CustomEvent("item:edit", { detail: item }));
    if (item && button.dataset.action === "delete") change(item, { state: "deleted", was: item.state }, "restore");
    if (item && button.dataset.action === "restore") change(item, { state: item.was }, "delete");
  });

  /* The keyboard goes on to what takes it back. What is deleted is gone when the page is left. */
  function change(item, changes, onward) {
    keep({ ...item, ...changes });
    list();
    $(`#queue [data-item="${CSS.escape(place(item))}"] [data-action=${onward}]`)?.focus();
  }

  async function copy(text, button) {
    try {
      await navigator.clipboard.writeText(text);
    } catch { // not there on plain http
      const field = Object.assign(document.createElement("textarea"), { value: text, className: "ds-sr-only" });
      button.after(field);
      field.select();
      document.execCommand("copy");
      field.remove();
      button.focus();
    }
    const plain = button.dataset.plain ||= button.textContent; // also when pressed again before it says so
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = plain; }, 2500);
  }

  // -- What became of it: asked for only by a phone that waits to hear, and not by all at once -----
  const mark = () => $("#decisions").dataset.mark;
  let decided = mark();
  let refreshTimer = 0;
  let isAsking = false;
  let isBehind = false; // something happened that the answer under way may not know, or no answer came

  function refresh(within, isSure = Boolean($("#sent [data-state=waiting]"))) {
    if (!isSure) return;
    if (isAsking) isBehind = true;
    else refreshTimer ||= setTimeout(askForMine, within * Math.random());
  }

  async function askForMine() {
    isAsking = true;
    isBehind = false;
    const answer = await fetch(mine.dataset.refresh, { headers: { "HX-Request": "true" }, redirect: "error" }).catch(() => null);
    const html = await answer?.text().catch(() => null);
    refreshTimer = 0;
    isAsking = false;
    if (html == null || answer.headers.get("Dialog-Outcome") !== "mine") isBehind = true; // asked again when there is contact
    else if (isBehind) refresh(500, true);
    else drawMine(html);
  }

  const drawMine = (html) => htmx.swap({ sourceElement: mine, target: $("#sent"), text: html, swap: "innerMorph" });

  /* A text was stored, and this is how it stood. It may have been decided upon while the answer was on its way. */
  function show(html, markWhenSent) {
    if (html) drawMine(html);
    if (isAsking || mark() !== markWhenSent) refresh(500, true);
  }

  /* Decisions since the last look. */
  function follow() {
    if (mark() !== decided) refresh($("#decisions").dataset.spread * 1000);
    decided = mark();
  }

  const catchUp = () => { if (isBehind) refresh(2000, true); };

  window.ownList = { list, show, mark, refresh, follow, catchUp };
})();
