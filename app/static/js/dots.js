/* Priorities: two buttons for the number that is chosen in a list where there is no script, and how many are left. */
(() => {
  "use strict";
  const deck = window.phone?.deck; // a table's page has none: the list is there from the beginning
  const $ = (selector, within = document) => within.querySelector(selector);
  const form = () => $("form[data-dots]");
  const placed = () => [...form().querySelectorAll("select")].reduce((sum, select) => sum + Number(select.value), 0);
  const left = () => Number(form().dataset.dots) - placed();

  function begin() {
    for (const row of form().querySelectorAll("[data-id]")) {
      $("label", row).hidden = true;
      for (const part of row.querySelectorAll("[data-step], [data-pips]")) part.hidden = false;
    }
    draw();
  }
  if (form()) begin();

  document.addEventListener("deck:filled", ({ detail }) => {
    if (!form()) return;
    begin();
    const added = document.getElementById(detail); // the first of those that were asked for
    added?.setAttribute("tabindex", "-1");
    (added ?? $("#list-heading")).focus({ preventScroll: true });
  });

  function draw() {
    for (const row of form().querySelectorAll("[data-id]")) {
      const count = Number($("select", row).value);
      row.toggleAttribute("data-dotted", count > 0);
      pips($("[data-pips]", row), count, count);
      $("[data-step='-1']", row).hidden = count === 0;
      $("[data-step='1']", row).ariaDisabled = left() < 1 ? "true" : null;
    }
    const words = $("[data-left]", form());
    const text = left() < 0 ? words.dataset.over.replace("{}", -left()) : words.dataset.left.replace("{}", left());
    if (words.textContent !== text) words.textContent = text;
    pips($("[data-left-pips]", form()), Math.min(placed(), form().dataset.dots), form().dataset.dots);
  }

  function pips(place, on, all) {
    place.replaceChildren(...Array.from({ length: all }, (_, at) => {
      const pip = document.createElement("i");
      pip.classList.toggle("on", at < on);
      return pip;
    }));
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("form[data-dots] [data-step]");
    if (!button || button.ariaDisabled === "true") return;
    const row = button.closest("[data-id]");
    const select = $("select", row);
    select.value = Math.max(Number(select.value) + Number(button.dataset.step), 0);
    draw();
    if (button.hidden) $("[data-step='1']", row).focus();
  });
  document.addEventListener("deck:gone", (event) => {
    if (!event.target.closest("form[data-dots]")) return;
    event.target.remove();
    draw();
  });
  document.addEventListener("answer:stored", ({ detail: { address } }) => {
    if (form()?.getAttribute("action") === address) deck?.shut();
  });
})();
