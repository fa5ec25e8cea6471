/* A form that is sent once, however often its button is pressed. While it is on its way nothing is typed that the next
 * page would take away; where no answer comes, it can be sent again. */
(() => {
  "use strict";
  const ANSWER_MS = 15000;
  const form = document.querySelector("form[data-once]");
  let isSent = false;

  function hold(is) {
    isSent = is;
    for (const field of form?.querySelectorAll("input[type=text], input:not([type]), textarea") || []) field.readOnly = is;
  }

  form?.addEventListener("submit", (event) => {
    if (isSent) return event.preventDefault();
    hold(true);
    setTimeout(hold, ANSWER_MS, false);
  });
  addEventListener("pageshow", () => hold(false));
})();
