/* What a person writes, until the server has it. A text sent is a text kept:
 *
 * - what is being typed is a draft in this phone's storage, one for each question;
 * - pressing Send makes it an item there, with a key of its own, listed under «Mine»;
 * - items are sent in order, again and again with pauses, and each is removed only when an answer says `Dialog-Outcome:
 *   stored`. Sending twice is harmless: the server knows the key. What is refused stays, to be mended, copied or deleted.
 *
 * Drafts and items have a place in storage each, so that two tabs never overwrite one another. Where there is no storage
 * (some private windows), the form is left alone and posts as it would without script.
 */
(() => {
  "use strict";
  const $ = (selector, within = document) => within.querySelector(selector);
  const mine = $("#mine");
  const opening = $("#activity").dataset.conference;

  if (!mine) { // outside the door: when it opens, this page becomes the door; not all phones at the same moment
    document.addEventListener("htmx:after:swap", () => {
      if ($("#activity").dataset.conference !== opening) setTimeout(() => location.reload(), 4000 * Math.random());
    });
    return;
  }

  const PREFIX = `dialog:${location.pathname.split("/")[2]}:`;
  const DRAFT = PREFIX + "draft:";
  const ITEM = PREFIX + "item:";
  const STORED = PREFIX + "stored";
  const GRACE_MS = 60000;
  const LONGEST_PAUSE_MS = 30000;
  const THANKS = new Set(["say-sent", "say-answer-sent"]);
  const post = window.postForm;
  const ahead = Date.parse(document.body.dataset.now) - Date.now() || 0;
  let store = null;
  try {
    store = localStorage;
    store.setItem(PREFIX, "");
    store.removeItem(PREFIX);
  } catch {
    store = null;
  }

  // -- What lies in storage ----------------------------------------------------------------------
  const keysOf = (prefix) => (store ? Object.keys(store).filter((key) => key.startsWith(prefix)).sort() : []);
  const read = (key) => { try { return JSON.parse(store?.getItem(key)); } catch { return null; } };
  const items = () => keysOf(ITEM).map(read).filter(Boolean);
  const place = (item) => `${ITEM}${item.at}:${item.key}`;
  const keep = (item) => store.setItem(place(item), JSON.stringify(item));
  const forget = (item) => store.removeItem(place(item));

  function newItem(activity, action, kind, text, state = "saved") {
    const at = Math.max(Date.now(), 1 + (items().at(-1)?.at ?? 0)); // in order, also when the phone's clock is set back
    return { key: newKey(), at, activity, action, kind, text, state };
  }

  function newKey() { // crypto.randomUUID is not there on plain http
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }

  // -- The form ----------------------------------------------------------------------------------
  const openForm = () => $("#activity form[data-limit]");
  const keptForm = () => $("#kept");
  const fieldOf = (form) => $("textarea", form);
  const kindOf = (form) => ($("[name=kind]:checked", form) || $("[name=kind]", form))?.value;
  const lengthOf = (text) => [...text].length;

  function saveDraft(form) {
    const text = fieldOf(form).value;
    const key = DRAFT + form.dataset.activity;
    try {
      if (text.trim()) store?.setItem(key, JSON.stringify({ kind: kindOf(form), text, action: form.action }));
      else store?.removeItem(key);
    } catch { /* full: what is typed is still on the page */ }
  }

  function fill(form, kind, text) {
    fieldOf(form).value = text;
    const choice = $(`[name=kind][value=${kind}]`, form);
    if (choice?.type === "radio") choice.checked = true;
    count(form);
  }

  function count(form) {
    const counter = $("[data-count]", form);
    const length = lengthOf(fieldOf(form).value.trim());
    const left = form.dataset.limit - length;
    const { over, left: remaining, long } = counter.dataset;
    const words = left < 0 ? over.replace("{}", -left) : left <= 100 ? remaining.replace("{}", left)
      : length >= form.dataset.hint ? long : "";
    if (counter.textContent !== words) counter.textContent = words;
  }

  function complain(form, message) {
    const field = fieldOf(form);
    const slot = $("[data-error]", form);
    slot.replaceChildren();
    if (message) {
      const words = phrase("say-refused");
      $("[data-reason]", words).textContent = message;
      slot.append(words);
      field.setAttribute("aria-invalid", "true");
      field.focus();
    } else field.removeAttribute("aria-invalid");
  }

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

  // -- The list under «Mine» ---------------------------------------------------------------------
  const isOffline = () => !navigator.onLine || failures > 1 || isLost;

  /* Rows that say the same are left alone: a finger or the keyboard may be on one of them. */
  function list() {
    const situation = isJoined ? (isOffline() ? "offline" : "saved") : "join";
    const canEdit = openForm()?.dataset.activity;
    const wanted = new Map(items().reverse().map((item) => {
      const state = item.state === "saved" ? situation : item.state;
      return [JSON.stringify([item, state, canEdit === item.activity]), () => row(item, state, canEdit === item.activity)];
    }));
    const queue = $("#queue");
    for (const each of [...queue.children]) if (!wanted.has(each.dataset.as)) each.remove();
    let next = queue.firstElementChild;
    for (const [as, draw] of wanted) {
      if (next?.dataset.as === as) next = next.nextElementSibling;
      else {
        const fresh = draw();
        fresh.dataset.as = as;
        queue.insertBefore(fresh, next);
      }
    }
    queue.hidden = !wanted.size;
    mine.classList.toggle("has-queue", wanted.size > 0);
  }

  function row(item, state, canEdit) {
    const element = phrase("queued").firstElementChild;
    const time = $("time", element);
    const clock = new Intl.DateTimeFormat("nb", { hour: "2-digit", minute: "2-digit", timeZone: time.dataset.zone });
    $(`[data-kind=${item.kind === "input" ? "advice" : "input"}]`, element).remove();
    const sign = document.documentElement.lang === "en" ? ":" : ".";
    time.textContent = clock.format(item.at + ahead).replace(":", sign); // as the hall's clock shows it
    $(".words", element).textContent = item.text;
    for (const words of element.querySelectorAll("[data-when]")) if (words.dataset.when !== state) words.remove();
    if (item.reason && item.state !== "deleted") {
      $("[data-reason]", element).textContent = item.reason;
      $("[data-reason]", element).hidden = false;
    }
    if (item.state === "deleted") {
      $(".words", element).remove();
      $(".state", element).dataset.state = "hidden";
    }
    $("[data-actions]", element).hidden = item.state === "saved";
    $("[data-action=edit]", element).hidden = !canEdit;
    for (const button of element.querySelectorAll("[data-action]")) {
      if ((button.dataset.action === "restore") !== (item.state === "deleted")) button.remove();
    }
    element.dataset.item = place(item);
    return element;
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-action]");
    if (!button) return;
    const item = read(button.closest("[data-item]")?.dataset.item);
    if (button.dataset.action === "copy") return copy(item ? item.text : fieldOf(keptForm()).value, button);
    if (item && button.dataset.action === "edit") edit(item);
    if (item && button.dataset.action === "delete") change(item, { state: "deleted", was: item.state }, "restore");
    if (item && button.dataset.action === "restore") change(item, { state: item.was }, "delete");
  });

  /* The keyboard goes on to what takes it back. What is deleted is gone when the page is left. */
  function change(item, changes, onward) {
    keep({ ...item, ...changes });
    list();
    $(`#queue [data-item="${CSS.escape(place(item))}"] [data-action=${onward}]`)?.focus();
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

  async function copy(text, button) {
    try {
      await navigator.clipboard.writeText(text);
    } catch { // not there on plain http
      const field = Object.assign(document.createElement("textarea"), { value: text, className: "ds-sr-only" });
      button.after(field);
      field.select();
      document.execCommand("copy");
      field.remove();
      button.focus();
    }
    const plain = button.dataset.plain ||= button.textContent; // also when pressed again before it says so
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = plain; }, 2500);
  }

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
      const wasDecided = decided;
      const body = { kind: item.kind, text: item.text, client_key: item.key };
      const answer = await post(item.action, new URLSearchParams(body)).catch(() => null);
      failures = answer ? 0 : failures + 1;
      if (answer) isLost = false;
      if (answer) take(item, answer, wasDecided);
      tell();
      if (!answer || !isJoined) return;
    }
  }

  function take(item, { outcome, html }, wasDecided) {
    if (outcome === "stored") {
      forget(item);
      store.setItem(STORED, Date.now());
      if (html) drawMine(html);
      if (isAsking || decided !== wasDecided) refresh(500, true); // decided upon while this answer was on its way
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
  document.addEventListener("visibilitychange", () => { if (!document.hidden) { wake(); refresh(1000); } });
  addEventListener("storage", ({ key, oldValue, newValue }) => { // another tab
    const form = openForm();
    if (key === STORED) {
      refresh(0, true);
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
    refresh(500, true);
  });

  function wake() {
    if (navigator.onLine) {
      failures = 0;
      send(800 * Math.random());
      if (isBehind) refresh(2000, true);
    }
    tell();
  }

  // -- What became of it: asked for only by a phone that waits to hear, and not by all at once -----
  let decided = $("#decisions").dataset.mark;
  let refreshTimer = 0;
  let isAsking = false;
  let isBehind = false; // something happened that the answer under way may not know, or no answer came

  function refresh(within, isSure = Boolean($("#sent [data-state=waiting]"))) {
    if (!isSure) return;
    if (isAsking) isBehind = true;
    else refreshTimer ||= setTimeout(askForMine, within * Math.random());
  }

  async function askForMine() {
    isAsking = true;
    isBehind = false;
    const answer = await fetch(mine.dataset.refresh, { headers: { "HX-Request": "true" }, redirect: "error" }).catch(() => null);
    const html = await answer?.text().catch(() => null);
    refreshTimer = 0;
    isAsking = false;
    if (html == null || answer.headers.get("Dialog-Outcome") !== "mine") isBehind = true; // asked again when there is contact
    else if (isBehind) refresh(500, true);
    else drawMine(html);
  }

  const drawMine = (html) => htmx.swap({ sourceElement: mine, target: $("#sent"), text: html, swap: "innerMorph" });

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
    const { mark, spread } = $("#decisions").dataset;
    if (mark !== decided) refresh(spread * 1000);
    decided = mark;
  });

  // For answers.js, which sends what is no text.
  window.phone = { prefix: PREFIX, store, post, say, isOffline, longestPause: LONGEST_PAUSE_MS };

  for (const item of items()) if (item.state === "deleted") forget(item);
  catchUp();
  settle();
  tell();
  send(500 * Math.random());
  // Reloaded while a text was on its way: this page may have been drawn just before it came in.
  if (Date.now() - Number(store?.getItem(STORED)) < 10000) refresh(500, true);
})();
