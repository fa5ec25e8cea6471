/* The table's device: what is being written survives a lost network and an empty battery, and another question, or what
 * another device of the table sent, is told.
 *
 * The draft is kept for the table and the question, and goes when the server says that it was sent.
 */
(() => {
  "use strict";
  const $ = (selector) => document.querySelector(selector);
  const form = $("#table-form, #table-reading");
  const dots = $("form[data-dots]");
  const KEY = form && `table-${form.dataset.table}-${form.dataset.activity}`;
  const ANSWER_MS = 15000;
  const NAMES = ["text", "minority", "client_key"];

  function keep() {
    try {
      localStorage.setItem(KEY, JSON.stringify(NAMES.map((name) => form.elements[name].value)));
    } catch { /* full, or forbidden: the page itself still holds it */ }
  }

  if (form && $("#is-sent")) localStorage.removeItem(KEY);
  if (form?.id === "table-form") {
    const kept = JSON.parse(localStorage.getItem(KEY) || "null");
    if (form.elements.text.value || form.elements.minority.value) keep(); // typed before this script had come
    else if (kept) {
      NAMES.forEach((name, place) => { form.elements[name].value = kept[place]; });
      form.hidden = false; // the table was put away: what it had begun can be read still
    }
    form.addEventListener("input", keep);
  }
  let isSent = false;
  form?.addEventListener("submit", (event) => {
    if (isSent) event.preventDefault();
    isSent = true;
    keep();
    setTimeout(() => { isSent = false; }, ANSWER_MS); // no answer came: it can be sent again, and is stored once
  });
  addEventListener("pageshow", () => { isSent = false; });

  const chosen = () => dots && new URLSearchParams(new FormData(dots)).toString();
  const atFirst = chosen();
  const sentAtFirst = $("#sent")?.dataset.dots;
  const isBegun = () => $("p[role=alert]") // what was refused is on this page alone
    || (form && (form.elements.text.value.trim() || form.elements.minority.value.trim()))
    || (dots && (chosen() !== atFirst || location.search.includes("dots-"))); // more was asked for meanwhile

  /* What is told of this table alone, when its mark in the shared region has moved. */
  const mark = () => $(`#tables [data-table="${$("#sent")?.dataset.table}"]`)?.dataset.mark;
  let markAtHand = mark();
  async function follow() {
    if (mark() === markAtHand) return;
    const asked = markAtHand = mark();
    const answer = await fetch($("#sent").dataset.refresh, { redirect: "error" }).catch(() => null);
    const html = answer?.ok && await answer.text().catch(() => "");
    if (asked !== markAtHand) return; // asked anew meanwhile: that answer knows more
    if (html) await htmx.swap({ sourceElement: $("#live"), text: html, swap: "none" });
    else markAtHand = undefined; // asked again with the next change
  }

  /* A round that is over takes no dots: what would send them, or show more, is gone until it is opened again. */
  function shutDots(isOver) {
    const focused = document.activeElement;
    for (const button of dots.querySelectorAll("button:not([type=button])")) button.hidden = isOver;
    if (focused.hidden) $("#moved a").focus();
  }

  document.addEventListener("htmx:after:swap", () => {
    follow();
    const mine = ($("#table-form") ?? dots ?? $("#table-dots"))?.dataset.activity ?? "";
    if (!$("#question")) return;
    const tell = (notice) => (isBegun() ? notice.hidden = false : location.replace($(`#${notice.id} a`).href));
    const isOver = $("#question").dataset.activity !== mine;
    if (isOver) tell($("#moved"));
    else $("#moved").hidden = true;
    if (dots) shutDots(isOver);
    if (isOver) return;
    if (dots && $("#sent").dataset.dots !== sentAtFirst) tell($("#sent-elsewhere"));
  });
})();
