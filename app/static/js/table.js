/* The table's device: what is being written survives a lost network and an empty battery, and another question is told.
 *
 * The draft is kept for the table and the question, and goes when the server says that it was sent.
 */
(() => {
  "use strict";
  const form = document.getElementById("table-form") || document.getElementById("table-reading");
  const question = () => document.getElementById("question");
  const KEY = form && `table-${form.dataset.table}-${form.dataset.activity}`;
  const NAMES = ["text", "minority", "client_key"];

  function keep() {
    try {
      localStorage.setItem(KEY, JSON.stringify(NAMES.map((name) => form.elements[name].value)));
    } catch { /* full, or forbidden: the page itself still holds it */ }
  }

  if (form && document.getElementById("is-sent")) localStorage.removeItem(KEY);
  if (form?.id === "table-form") {
    const kept = JSON.parse(localStorage.getItem(KEY) || "null");
    if (form.elements.text.value || form.elements.minority.value) keep(); // typed before this script had come
    else if (kept) NAMES.forEach((name, place) => { form.elements[name].value = kept[place]; });
    form.addEventListener("input", keep);
  }
  let isSent = false;
  form?.addEventListener("submit", (event) => {
    if (isSent) event.preventDefault();
    isSent = true;
    keep();
  });
  addEventListener("pageshow", () => { isSent = false; });

  document.addEventListener("htmx:after:swap", () => {
    const now = question()?.dataset.activity ?? "";
    const mine = (form?.id === "table-form" ? form : document.getElementById("table-dots"))?.dataset.activity ?? "";
    if (!question() || now === mine) return;
    const isWriting = form && (form.elements.text.value.trim() || form.elements.minority.value.trim());
    if (!isWriting) location.replace(location.pathname);
    else document.getElementById("moved").hidden = false;
  });
})();
