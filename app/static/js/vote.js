/* The ballot paper on a phone: options in an order of this phone's own, how many are chosen, and, said in words before
 * anything is sent, that it is too many. What is chosen and not sent survives a reload, and the last minute after closing.
 * Sending is answers.js.
 */
(() => {
  "use strict";
  const { prefix, store } = window.phone || {};
  if (!store) return;

  const GRACE_MS = 60000;
  const $ = (selector, within = document) => within.querySelector(selector);
  const paper = () => $("form[data-vote]");
  const seedOf = (id) => prefix + "seed:" + id;
  const draftOf = (id) => prefix + "choice:" + id;
  const boxes = (form) => [...form.querySelectorAll("[name=choice], [name=blank]")];
  const mark = (box) => (box.name === "blank" ? "blank" : box.value);

  /* Where the phone has put an option: always the same place, and another one on every phone. */
  function place(seed, value) {
    let hash = 2166136261;
    for (const letter of seed + ":" + value) hash = Math.imul(hash ^ letter.charCodeAt(0), 16777619);
    hash = Math.imul(hash ^ (hash >>> 15), 2246822507);
    return (hash ^ (hash >>> 13)) >>> 0;
  }

  function shuffle(form) {
    const id = form.dataset.vote;
    if (!store.getItem(seedOf(id))) store.setItem(seedOf(id), String(crypto.getRandomValues(new Uint32Array(1))[0]));
    const seed = store.getItem(seedOf(id));
    const rows = [...form.querySelectorAll("[data-options] > label")];
    const at = new Map(rows.map((row) => [row, place(seed, $("input", row).value)]));
    const wanted = [...rows].sort((one, other) => at.get(one) - at.get(other));
    if (wanted.every((row, index) => row === rows[index])) return;
    const focused = document.activeElement;
    $("[data-options]", form).append(...wanted);
    if (focused !== document.activeElement) focused.focus({ preventScroll: true });
  }

  const sentBefore = (id) => $(`#own [data-ballot="${id}"]`)?.dataset.choices.split(" ");
  const draft = (id) => JSON.parse(store.getItem(draftOf(id)));

  function fill(form) {
    const id = form.dataset.vote;
    const chosen = draft(id) || sentBefore(id) || [];
    for (const box of boxes(form)) box.checked = chosen.includes(mark(box));
  }

  /* What is wrong with the choice, as the name of a wording; nothing when it may be sent. */
  function fault(form) {
    const chosen = boxes(form).filter((box) => box.checked).map(mark);
    const isBlank = chosen.includes("blank");
    const count = chosen.length - isBlank;
    if (isBlank && count) return "both";
    if (count > form.dataset.places) return "over";
    return isBlank || count ? "" : "none";
  }

  function tell(form) {
    const line = $("[data-chosen]", form);
    const places = Number(form.dataset.places);
    const count = form.querySelectorAll("[name=choice]:checked").length;
    const isBlank = $("[name=blank]", form).checked;
    const { of, more, full, over, both, blank } = line.dataset;
    const hint = isBlank ? (count ? both : "") : count > places ? over.replace("{}", count - places)
      : count === places ? full : count ? more.replace("{}", places - count) : "";
    line.hidden = false;
    [...line.querySelectorAll(".pips i")].forEach((pip, index) => pip.classList.toggle("on", index < count));
    write($("[data-count]", line), isBlank && !count ? blank : of.replace("{}", count));
    write($("[data-hint]", line), hint);
    line.toggleAttribute("data-wrong", count > places || (isBlank && count > 0));
  }

  function write(element, words) {
    if (element.textContent !== words) element.textContent = words;
  }

  function complain(form, name) {
    const words = $("[data-chosen]", form).dataset[name] || "";
    const over = form.querySelectorAll("[name=choice]:checked").length - form.dataset.places;
    write($("[data-error]", form), words.replace("{}", over));
  }

  document.addEventListener("change", (event) => {
    const form = event.target.form;
    if (!form?.matches("[data-vote]")) return;
    store.setItem(draftOf(form.dataset.vote), JSON.stringify(boxes(form).filter((box) => box.checked).map(mark)));
    complain(form, "");
    tell(form);
  });

  document.addEventListener("submit", (event) => { // before answers.js hears of it
    const form = event.target;
    const name = form.matches("[data-vote]") && fault(form);
    if (!name) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    complain(form, name);
  }, true);

  document.addEventListener("answer:stored", (event) => {
    const form = paper();
    if (form?.dataset.vote !== event.detail.activity) return;
    const hadFocus = form.contains(document.activeElement);
    store.removeItem(draftOf(form.dataset.vote));
    if (location.hash === "#" + form.id) location.hash = "own"; // the paper is folded away again
    const heading = $("#own-heading");
    if (hadFocus || document.activeElement === document.body) heading?.focus();
    settle();
  });
  document.addEventListener("answer:own", () => settle());

  /* After a load, and after every change of the page. */
  function settle() {
    const form = paper();
    if (!form) return;
    shuffle(form);
    const now = form.dataset.vote + (sentBefore(form.dataset.vote) || "");
    if (form.filledAs !== now) fill(form);
    form.filledAs = now;
    tell(form);
    late(form);
  }

  /* Closed while somebody was choosing: for a minute it can still be sent. */
  function late(form) {
    const about = form.closest("[data-late]");
    if (!about) return;
    const left = Date.parse(about.dataset.closed) + GRACE_MS - window.hallNow();
    about.hidden = left <= 0 || !draft(form.dataset.vote)?.length;
    if (left > 0) setTimeout(() => { if (form.isConnected) late(form); }, left + 100);
  }

  document.addEventListener("htmx:after:swap", settle);
  settle();
})();
