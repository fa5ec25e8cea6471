/* Single letters as keys can be turned off, on every page that has them: the switch in the foot, remembered in this browser. */
(() => {
  "use strict";
  const button = document.getElementById("keys");
  window.keysAreOn = () => localStorage.getItem("keys") !== "off";

  function show() {
    document.documentElement.dataset.keys = window.keysAreOn() ? "on" : "off";
    button.setAttribute("aria-checked", String(window.keysAreOn()));
  }

  button.addEventListener("click", () => {
    localStorage.setItem("keys", window.keysAreOn() ? "off" : "on");
    show();
  });
  show();
})();
