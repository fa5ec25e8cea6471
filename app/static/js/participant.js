/* What a person writes, until the server has it. A text sent is a text kept:
 *
 * - what is being typed is a draft in this phone's storage, one for each question;
 * - pressing Send makes it an item there, with a key of its own, listed under «Mine» (mine.js);
 * - items are sent in order, again and again with pauses, and each is removed only when an answer says `Dialog-Outcome:
 *   stored`. Sending twice is harmless: the server knows the key. What is refused stays, to be mended, copied or deleted.
 *
 * Where there is no storage (kept.js), the form is left alone and posts as it would without script.
 */
(() => {
  "use strict";
  const $ = (selector, within = document) => within.querySelector(selector);
  const opening = $("#activity").dataset.conference;

  if (!$("#mine")) { // outside the door: when it opens, this page becomes the door; not all phones at the same moment
    document.addEventListener("htmx:after:swap", () => {
      if ($("#activity").dataset.conference !== opening) setTimeout(() => location.reload(), 4000 * Math.random());
    });
    return;
  }

  const { PREFIX, DRAFT, ITEM, STORED, store, keysOf, read, items, place, keep, forget, newItem } = window.kept;
  const own = window.ownList;
  const GRACE_MS = 60000;
  const LONGEST_PAUSE_MS = 30000;
  const THANKS = new Set(["say-sent", "say-answer-sent"]);
  const post = window.postForm;
  const ahead = Date.parse(document.body.dataset.now) - Date.now() || 0;

  // -- The form ----------------------------------------------------------------------------------
  const { openForm, keptForm, fieldOf, kindOf, lengthOf, saveDraft, fill, count, complain } = window.writing;
  let lastSubmit = 0;
  const writtenHere = new Set(); // keys: another tab may be the one that sends it
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!store || !form.dataset.activity) return;
    event.preventDefault();
    const text = fieldOf(form).value.trim();
    if (!text && Date.now() - lastSubmit < 700) return; // a double press
    const button = $("[type=submit]", form);
    if (form.dataset.limit) {
      if (!text) return complain(form, button.dataset.empty);
      if (lengthOf(text) > form.dataset.limit) return complain(form, button.dataset.tooLong);
      complain(form, "");
    }
    if (!text) return;
    const item = newItem(form.dataset.activity, form.action, kindOf(form), text);
    try {
      keep(item);
    } catch { // full: the text goes the plain way
      return form.submit();
    }
    writtenHere.add(item.key);
    lastSubmit = Date.now();
    store.removeItem(DRAFT + form.dataset.activity);
    if (form.dataset.limit) fill(form, kindOf(form), "");
    if (said === "say-sent") say("");
    settle();
    tell();
    send();
  });

  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (!form?.dataset.activity) return;
    saveDraft(form);
    if (!form.dataset.limit) return;
    count(form);
    if (said === "say-sent") say("");
  });

  /* Puts the page right after it was loaded or a region changed: drafts go back into their forms, and a draft of a
     question that is over is listed, since it was never sent. */
  function settle() {
    const form = openForm();
    const kept = keptForm();
    for (const key of keysOf(DRAFT)) {
      const draft = read(key);
      const id = key.slice(DRAFT.length);
      if (!draft) store.removeItem(key);
      else if (form?.dataset.activity === id) { if (!fieldOf(form).value) fill(form, draft.kind, draft.text); }
      else if (kept?.dataset.activity !== id) {
        store.removeItem(key);
        keep(newItem(id, draft.action, draft.kind, draft.text, "closed"));
      }
    }
    if (form && store) form.noValidate = true; // we say it in the page's own language
    if (form) count(form);
    if (kept) showKept(kept, read(DRAFT + kept.dataset.activity));
    list();
  }

  /* On a slow line somebody types, and even sends, before this script has come. What was typed is a draft as well, and one that
     lay here since before is listed; what went the plain way is no draft any more. */
  function catchUp() {
    const form = openForm();
    const key = DRAFT + form?.dataset.activity;
    const draft = form && read(key);
    const inOneLine = (text) => text?.split(/\s+/).join(" ").trim();
    if (said && draft && inOneLine(draft.text) === inOneLine($("#sent .words")?.textContent)) store.removeItem(key);
    if (said) history.replaceState(history.state, "", location.pathname); // a reload is not thanked once more
    const typed = form && fieldOf(form).value;
    if (!store || !typed?.trim()) return;
    if (draft && draft.text !== typed) keep(newItem(form.dataset.activity, form.action, draft.kind, draft.text, "refused"));
    saveDraft(form);
  }

  /* The question closed while somebody was writing. For a short while it can still be finished and sent. */
  function showKept(form, draft) {
    const heading = $("h1", form.parentNode);
    heading.dataset.plain ||= heading.textContent;
    heading.textContent = draft ? heading.dataset.kept : heading.dataset.plain;
    form.hidden = !draft;
    $("[data-nothing-kept]", form.parentNode).hidden = Boolean(draft);
    if (!draft) return;
    $("[name=kind]", form).value = draft.kind;
    const field = fieldOf(form);
    const send = $("[type=submit]", form);
    const left = Date.parse(send.dataset.closed) + GRACE_MS - Date.now() - ahead;
    if (field.value !== draft.text) field.value = draft.text;
    field.readOnly = send.hidden = left <= 0;
    if (left > 0) setTimeout(() => { if (form.isConnected) settle(); }, left + 100);
  }

  /* The item's text goes into the field; what stood there takes its place in the list. */
  function edit(item) {
    const form = openForm();
    const typed = fieldOf(form).value.trim();
    if (typed) keep({ ...newItem(item.activity, item.action, kindOf(form), typed, "refused") });
    forget(item);
    fill(form, item.kind, item.text);
    saveDraft(form);
    list();
    complain(form, item.reason);
    fieldOf(form).focus();
  }

  document.addEventListener("item:edit", ({ detail }) => edit(detail));

  // -- Sending -----------------------------------------------------------------------------------
  let failures = 0;
  let isLost = false; // the live connection has gone, and nothing has got through since
  let timer = 0;
  let isSending = false;
  let isJoined = true;

  function send(delay = 0) {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      if (isSending || !isJoined || !navigator.onLine || !next()) return;
      isSending = true;
      try {
        // One tab at a time where the browser can tell; where it cannot, the key makes twice harmless.
        if (navigator.locks) await navigator.locks.request(PREFIX, { ifAvailable: true }, (lock) => lock && sendAll());
        else await sendAll();
      } finally {
        isSending = false;
      }
      if (next() && isJoined) send(Math.min(1000 * 2 ** failures, LONGEST_PAUSE_MS) * (0.5 + Math.random()));
    }, delay);
  }

  const next = () => items().find((item) => item.state === "saved");

  async function sendAll() {
    for (let item = next(); item; item = next()) {
      const mark = own.mark();
      const body = { kind: item.kind, text: item.text, client_key: item.key };
      const answer = await post(item.action, new URLSearchParams(body)).catch(() => null);
      failures = answer ? 0 : failures + 1;
      if (answer) isLost = false;
      if (answer) take(item, answer, mark);
      tell();
      if (!answer || !isJoined) return;
    }
  }

  function take(item, { outcome, html }, markWhenSent) {
    if (outcome === "stored") {
      forget(item);
      store.setItem(STORED, Date.now());
      own.show(html, markWhenSent);
      say("say-sent");
    } else if (outcome === "join") isJoined = false;
    else {
      const reason = new DOMParser().parseFromString(html, "text/html");
      keep({ ...item, state: outcome, reason: outcome === "refused" ? $("[data-reason]", reason)?.textContent.trim() : "" });
      const form = openForm();
      const isAtHand = writtenHere.has(item.key) && form?.dataset.activity === item.activity && !fieldOf(form).value.trim();
      if (outcome === "refused" && isAtHand) edit(read(place(item)));
    }
  }

  // -- Saying how it stands ----------------------------------------------------------------------
  let said = $("#status").childElementCount ? "say-sent" : "";
  const phrase = (id) => document.getElementById(id).content.cloneNode(true);

  const isOffline = () => !navigator.onLine || failures > 1 || isLost;
  const list = () => own.list(isJoined ? (isOffline() ? "offline" : "saved") : "join");

  function say(id) {
    if (id === said) return;
    said = id;
    $("#status").replaceChildren(...(id ? [phrase(id)] : []));
  }

  function tell() {
    if (!isJoined) say("say-join");
    else if (isOffline()) say("say-offline");
    else if (said !== "say-sent") say("");
    list();
  }

  for (const name of ["online", "offline"]) addEventListener(name, wake);
  document.addEventListener("live:state", (event) => {
    isLost = event.detail === "off";
    if (isLost) tell();
    else wake();
  });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) { wake(); own.refresh(1000); } });
  addEventListener("storage", ({ key, oldValue, newValue }) => { // another tab
    const form = openForm();
    if (key === STORED) {
      own.refresh(0, true);
      say("say-sent");
    } else if (key?.startsWith(ITEM)) {
      list();
      send(500);
    } else if (form && key === DRAFT + form.dataset.activity && !newValue) {
      if (fieldOf(form).value === JSON.parse(oldValue).text) fill(form, kindOf(form), ""); // sent from there
      else if (fieldOf(form).value.trim()) saveDraft(form); // this tab's own words, which a reload would lose
    }
  });

  addEventListener("pageshow", ({ persisted }) => { // kept by the browser meanwhile, while another page may have sent from here
    if (!persisted) return;
    const form = openForm();
    const draft = form && read(DRAFT + form.dataset.activity);
    if (form && store) fill(form, draft?.kind ?? kindOf(form), draft?.text ?? "");
    isJoined = true;
    settle();
    wake();
    own.refresh(500, true);
  });

  function wake() {
    if (navigator.onLine) {
      failures = 0;
      send(800 * Math.random());
      own.catchUp();
    }
    tell();
  }

  // -- What changes in the page --------------------------------------------------------------------
  let wasWriting = false;
  let about = $("#activity").dataset.activity;
  document.addEventListener("htmx:before:swap", () => { wasWriting = document.activeElement?.form?.dataset.activity; });
  document.addEventListener("htmx:after:swap", (event) => {
    if (event.target.id !== "live") return;
    if (about !== $("#activity").dataset.activity && THANKS.has(said)) say(""); // that was about another question
    about = $("#activity").dataset.activity;
    settle();
    if (wasWriting && document.activeElement === document.body) {
      const heading = $("#activity h1");
      heading.tabIndex = -1;
      heading.focus();
    }
    own.follow();
  });

  // For answers.js, which sends what is no text.
  window.phone = { prefix: PREFIX, store, post, say, isOffline, longestPause: LONGEST_PAUSE_MS };

  catchUp();
  settle();
  tell();
  send(500 * Math.random());
  // Reloaded while a text was on its way: this page may have been drawn just before it came in.
  if (Date.now() - Number(store?.getItem(STORED)) < 10000) own.refresh(500, true);
})();
