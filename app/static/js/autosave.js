/* Fields that save themselves while somebody writes. One save at a time for each field, so that each begins from what the last one left. */
(() => {
  "use strict";
  const REST_MS = 1200;
  const RETRY_MS = 5000;

  function watch(form) {
    const field = form.querySelector("textarea");
    const state = form.querySelector("[data-state]");
    const progress = form.querySelector("[data-progress]");
    let saved = field.value;
    let timer = 0;
    let isSaving = false;
    let isLeaving = false;

    const isDirty = () => field.value !== saved;
    const say = (words) => { if (progress.textContent !== words) progress.textContent = words; }; // read out once, not at each letter
    const later = (wait) => { clearTimeout(timer); timer = setTimeout(save, wait); };

    async function save() {
      clearTimeout(timer);
      if (isSaving || isLeaving || !isDirty()) return;
      isSaving = true;
      const sent = field.value;
      say(form.dataset.saving);
      const answer = await window.postForm(form.action, new URLSearchParams(new FormData(form))).catch(() => null);
      isSaving = false;
      if (!answer) {
        say(form.dataset.lost);
        return later(RETRY_MS);
      }
      saved = sent;
      show(answer);
      if (isDirty()) later(REST_MS);
    }

    function show({ outcome, html }) {
      const isOpen = state.querySelector("details")?.open;
      const hadFocus = state.contains(document.activeElement);
      if (!hadFocus || outcome !== "stored") state.innerHTML = html;
      else state.querySelector("[name=seen]").value = new DOMParser().parseFromString(html, "text/html").querySelector("[name=seen]").value;
      const preview = state.querySelector("details");
      if (preview && isOpen) preview.open = true;
      field.toggleAttribute("aria-invalid", outcome === "refused");
      say(outcome === "stored" ? form.dataset.saved : "");
    }

    field.addEventListener("input", () => { say(form.dataset.writing); later(REST_MS); });
    field.addEventListener("change", save);
    form.addEventListener("submit", (event) => {
      if (event.submitter?.name === "choice") { // the page comes anew with what was chosen
        isLeaving = true;
        clearTimeout(timer);
        return;
      }
      event.preventDefault();
      save();
    });
    document.addEventListener("visibilitychange", () => { if (document.hidden) save(); });
    addEventListener("online", save);
    addEventListener("beforeunload", (event) => { if (isDirty() && !isLeaving) event.preventDefault(); });
  }

  for (const form of document.querySelectorAll("form[data-autosave]")) watch(form);
})();
