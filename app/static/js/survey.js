/* A survey on a phone: one question at a time, back and forth, each answer sent as it is given.
 *
 * The form is the same for all and holds every question; this hides what is another target group's, shows one, and puts in
 * what this person has answered: as the server knows it (#own), and on top of that what still waits on the phone.
 */
(() => {
  "use strict";
  const { prefix, store, answers } = window.phone || {};
  if (!answers) return; // one long form that posts all at once

  const $ = (selector, within = document) => within.querySelector(selector);
  const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];
  const values = {}; // this person's, by the names of the fields
  let form = null;
  let steps = [];
  let at = 0;

  function begin() {
    form = $("form[data-survey]");
    if (!form) return;
    learn();
    const group = $(".top > .tag")?.dataset.group;
    const sections = $$("[data-item]", form);
    for (const section of sections) section.hidden = true;
    steps = sections.filter(({ dataset }) => !dataset.only || !group || dataset.only === group);
    const last = steps.findIndex(({ dataset }) => dataset.item === store.getItem(placeKey()));
    at = Math.max(last, 0);
    form.classList.add("stepwise");
    $("[data-all]", form).hidden = true;
    $("[data-steps]", form).hidden = false;
    fill();
    show();
  }

  const placeKey = () => `${prefix}place:${form.dataset.survey}`;

  /* What was answered before, here or on an earlier visit. What is newer on this page stands. */
  function learn() {
    const own = JSON.parse($("[data-own-answers]")?.dataset.ownAnswers || "{}");
    const waiting = answers.kept().flatMap(([, body]) => [...new URLSearchParams(body)]);
    for (const [name, value] of [...recent(), ...waiting, ...Object.entries(own)])
      if (name.startsWith("item-")) values[name] ??= String(value);
  }

  /* Reloaded while an answer was on its way: this page may have been drawn just before it came in. */
  const RECENT = prefix + "recent";
  const RECENT_MS = 10000;

  function recent() {
    const kept = JSON.parse(sessionStorage.getItem(RECENT) || "[]");
    return kept.filter(([, , time]) => Date.now() - time < RECENT_MS).map(([name, value]) => [name, value]);
  }

  function remember(name, value) {
    values[name] = value;
    const others = JSON.parse(sessionStorage.getItem(RECENT) || "[]").filter(([other, , time]) => other !== name && Date.now() - time < RECENT_MS);
    sessionStorage.setItem(RECENT, JSON.stringify([...others, [name, value, Date.now()]]));
  }

  function fill() {
    for (const field of form.elements) {
      if (field.type === "radio") field.checked = values[field.name] === field.value;
      else if (field.tagName === "TEXTAREA" && field !== document.activeElement) field.value = values[field.name] ?? "";
    }
  }

  const isAnswered = (section) => $$("input, textarea", section).some(({ name }) => values[name]);

  function show() {
    const isDone = at === steps.length;
    steps.forEach((section, number) => {
      section.hidden = number !== at;
      $("[data-clear]", section).hidden = !isAnswered(section);
    });
    $("[data-intro]", form).hidden = at > 0;
    $("[data-done]", form).hidden = !isDone;
    $("[data-skip]", form).hidden = isDone;
    $("[data-back]", form).hidden = at === 0;
    const next = $("[data-next]", form);
    next.dataset.word ||= next.textContent;
    next.hidden = isDone;
    next.textContent = at === steps.length - 1 ? next.dataset.last : next.dataset.word;
    const bar = $("progress", form);
    const place = $("[data-at]", form);
    bar.hidden = place.hidden = isDone;
    bar.max = steps.length;
    bar.value = at + 1;
    place.textContent = say(form.dataset.place, at + 1, steps.length);
    const count = $("[data-count]", form);
    count.textContent = say(count.dataset.count, steps.filter(isAnswered).length, steps.length);
  }

  const say = (words, ...numbers) => numbers.reduce((said, number) => said.replace("{}", number), words);

  function go(step) {
    at = Math.min(Math.max(step, 0), steps.length);
    if (at < steps.length) store.setItem(placeKey(), steps[at].dataset.item);
    show();
    const heading = $("h2", at < steps.length ? steps[at] : $("[data-done]", form));
    heading.focus({ preventScroll: true });
    scrollTo({ top: 0 });
  }

  /* The whole question as it stands; the server leaves alone what is not in it. */
  function send(section, clears = false) {
    const data = new URLSearchParams($$("input[type=hidden]", form).map(({ name, value }) => [name, value]));
    for (const field of $$("input:checked, textarea", section)) data.append(field.name, field.value);
    if (clears) data.append("clear", "1");
    const isKept = answers.keep(section.dataset.send, data, true);
    $("[data-said]", section).textContent = isKept && !navigator.onLine ? form.dataset.kept : "";
    $("[data-clear]", section).hidden = !isAnswered(section);
    if (!isKept) form.submit();
  }

  function note(field) {
    if (!form?.contains(field) || !field.name || (values[field.name] ?? "") === field.value) return;
    remember(field.name, field.value);
    field.removeAttribute("aria-invalid");
    send(field.closest("[data-item]"));
  }

  function noteWords() { // a text that is being written is sent before it can get lost
    for (const field of form ? $$("textarea", form) : []) note(field);
  }

  document.addEventListener("change", ({ target }) => {
    if (target.matches?.("input[type=radio], textarea")) note(target);
  });
  document.addEventListener("visibilitychange", () => { if (document.hidden) noteWords(); });
  document.addEventListener("htmx:before:swap", noteWords);

  document.addEventListener("click", ({ target }) => {
    const button = target.closest?.("[data-next], [data-back], [data-clear]");
    if (!button || !form?.contains(button)) return;
    if ("clear" in button.dataset) return clear(steps[at]);
    noteWords();
    go(at + ("next" in button.dataset ? 1 : -1));
  });
  document.addEventListener("submit", (event) => { // Enter in a field
    if (event.target !== form) return;
    event.preventDefault();
    noteWords();
    go(at + 1);
  });

  function clear(section) {
    for (const field of $$("input, textarea", section)) {
      if (field.type === "radio") field.checked = false;
      else field.value = "";
      remember(field.name, "");
    }
    send(section, true);
    $("h2", section).focus({ preventScroll: true });
  }

  document.addEventListener("answer:stored", ({ detail }) => {
    const section = sectionAt(detail.address);
    if (section) $("[data-said]", section).textContent = isAnswered(section) ? form.dataset.saved : "";
  });
  document.addEventListener("answer:refused", ({ detail }) => {
    const section = sectionAt(detail.address);
    if (!section) return;
    $("[data-said]", section).textContent = "";
    const field = $("textarea", section);
    if (field) {
      field.setAttribute("aria-invalid", "true");
      values[field.name] = ""; // so that it is sent again when it is mended
    }
    if (steps[at] !== section) go(steps.indexOf(section));
    field?.focus();
  });
  const sectionAt = (address) => form && steps.find(({ dataset }) => dataset.send === address);

  document.addEventListener("answer:own", () => { if (form) { learn(); fill(); show(); } });
  document.addEventListener("htmx:after:swap", () => {
    const now = $("form[data-survey]");
    if (now !== form || (now && !now.classList.contains("stepwise"))) begin();
  });
  begin();
})();
