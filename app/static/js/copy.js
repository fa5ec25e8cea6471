/* A link to take along. Without HTTPS there is no clipboard to write to, but there is the older way. */
(() => {
  "use strict";
  document.documentElement.dataset.copies = "";

  for (const button of document.querySelectorAll("[data-copy]")) {
    button.addEventListener("click", async () => {
      const words = button.querySelector("span");
      const before = words.textContent;
      if (!(await isCopied(button.dataset.copy))) return;
      words.textContent = button.dataset.done;
      setTimeout(() => { words.textContent = before; }, 3000);
    });
  }

  async function isCopied(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const field = document.createElement("textarea");
      field.value = text;
      document.body.append(field);
      field.select();
      const done = document.execCommand("copy");
      field.remove();
      return done;
    }
  }
})();
