/* Choosing a target group: the button says which one, and pressing twice is pressing once. */
(() => {
  "use strict";
  const button = document.querySelector("[data-chosen]");
  const plain = button.textContent;
  const show = () => {
    const chosen = button.form.querySelector("[name=group]:checked");
    button.textContent = chosen ? button.dataset.chosen.replace("{}", () => chosen.dataset.name) : plain;
  };
  let isSent = false;
  button.form.addEventListener("change", show);
  button.form.addEventListener("submit", (event) => {
    if (isSent) event.preventDefault();
    isSent = true;
    setTimeout(() => { isSent = false; }, 10000); // stopped, or no answer: it can be pressed again
  });
  addEventListener("pageshow", () => { isSent = false; show(); }); // also when the back button leads here
  show();
})();
