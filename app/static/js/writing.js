/* The form that a thought is written in: its parts, its counter, what is wrong with it, and the draft of it. Used by participant.js. */
window.writing = (() => {
  "use strict";
  const { DRAFT, store } = window.kept;
  const $ = (selector, within = document) => within.querySelector(selector);

  const openForm = () => $("#activity form[data-limit]");
  const keptForm = () => $("#kept");
  const fieldOf = (form) => $("textarea", form);
  const kindOf = (form) => ($("[name=kind]:checked", form) || $("[name=kind]", form))?.value;
  const lengthOf = (text) => [...text].length;

  function saveDraft(form) {
    const text = fieldOf(form).value;
    const key = DRAFT + form.dataset.activity;
    try {
      if (text.trim()) store?.setItem(key, JSON.stringify({ kind: kindOf(form), text, action: form.action }));
      else store?.removeItem(key);
    } catch { /* full: what is typed is still on the page */ }
  }

  function fill(form, kind, text) {
    fieldOf(form).value = text;
    const choice = $(`[name=kind][value=${kind}]`, form);
    if (choice?.type === "radio") choice.checked = true;
    count(form);
  }

  function count(form) {
    const counter = $("[data-count]", form);
    const length = lengthOf(fieldOf(form).value.trim());
    const left = form.dataset.limit - length;
    const { over, left: remaining, long } = counter.dataset;
    const words = left < 0 ? over.replace("{}", -left) : left <= 100 ? remaining.replace("{}", left)
      : length >= form.dataset.hint ? long : "";
    if (counter.textContent !== words) counter.textContent = words;
  }

  function complain(form, message) {
    const field = fieldOf(form);
    const slot = $("[data-error]", form);
    slot.replaceChildren();
    if (message) {
      const words = document.getElementById("say-refused").content.cloneNode(true);
      $("[data-reason]", words).textContent = message;
      slot.append(words);
      field.setAttribute("aria-invalid", "true");
      field.focus();
    } else field.removeAttribute("aria-invalid");
  }

  return { openForm, keptForm, fieldOf, kindOf, lengthOf, saveDraft, fill, count, complain };
})();
