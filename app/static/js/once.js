/* A form that is sent once, however often its button is pressed. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-once]");
  let isSent = false;
  form?.addEventListener("submit", (event) => {
    if (isSent) event.preventDefault();
    isSent = true;
  });
  addEventListener("pageshow", () => { isSent = false; });
})();
