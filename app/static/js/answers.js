/* Answers that are no texts: a ballot, a survey's answer, a reaction, dots. Kept on the phone until the server has them.
 *
 * Any <form data-answer> is posted as it stands. There is one answer for each address: a newer one takes the place of an
 * older one that has not been sent. What the server answers with is this person's own piece, and goes into #own. A phone
 * that has answered asks for that piece when the activity comes back without a reload; the others ask nothing.
 */
(() => {
  "use strict";
  const { prefix, store, post, say, isOffline, longestPause } = window.phone || {};
  if (!store) return; // the forms post as they would without script

  const ANSWER = prefix + "answer:"; // and the address
  const ANSWERED = prefix + "answered:"; // and the activity
  const $ = (selector, within = document) => within.querySelector(selector);
  const own = $("#own");
  const activity = () => $("#activity").dataset;
  const kept = () => Object.keys(store).filter((key) => key.startsWith(ANSWER));

  let failures = 0;
  let timer = 0;
  let isSending = false;

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!("answer" in form.dataset) || event.submitter?.formMethod === "get") return;
    event.preventDefault();
    const data = new FormData(form);
    if (event.submitter?.name) data.append(event.submitter.name, event.submitter.value);
    if (!keep(form.getAttribute("action"), data, "quiet" in form.dataset)) form.submit();
  });

  /* False when the storage is full: then it must go the plain way. `isQuiet`: one of many, to be thanked for each would be noise. */
  function keep(address, data, isQuiet) {
    complain(address, "");
    try {
      const body = new URLSearchParams(data).toString();
      store.setItem(ANSWER + address, JSON.stringify({ body, activity: activity().activity, isQuiet }));
    } catch {
      return false;
    }
    send();
    return true;
  }

  function send(delay = 0) {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      if (isSending || !navigator.onLine) return tell();
      isSending = true;
      // One tab at a time where the browser can tell: an older answer must not come in after a newer one.
      const isThrough = await (navigator.locks ? navigator.locks.request(prefix + "answers", sendAll) : sendAll());
      isSending = false;
      failures = isThrough ? 0 : failures + 1;
      tell();
      if (kept().length) send(isThrough ? 0 : Math.min(1000 * 2 ** failures, longestPause) * (0.5 + Math.random()));
    }, delay);
  }

  /* False when nobody of ours answered; what is left is tried again. */
  async function sendAll() {
    for (const key of kept()) {
      const sent = store.getItem(key);
      if (!sent) continue;
      const { body, activity: id, isQuiet } = JSON.parse(sent);
      const address = key.slice(ANSWER.length);
      const answer = await post(address, new URLSearchParams(body)).catch(() => null);
      if (!answer) return false;
      if (answer.outcome === "join") {
        say("say-join");
        return false;
      }
      if (store.getItem(key) === sent) store.removeItem(key); // else it was changed meanwhile, and is sent anew
      take(address, id, answer, isQuiet);
    }
    return true;
  }

  function take(address, id, { outcome, html }, isQuiet) {
    if (outcome === "stored") {
      store.setItem(ANSWERED + id, Date.now());
      if (id === activity().activity) own.innerHTML = html;
      asked += 1;
      say(isQuiet ? "" : "say-answer-sent");
    } else if (!complain(address, html)) $("#status").innerHTML = html;
    document.dispatchEvent(new CustomEvent("answer:" + outcome, { detail: { address, activity: id } }));
  }

  /* Puts the reason into the form that it is about; false when the form has gone. */
  function complain(address, html) {
    const form = [...document.querySelectorAll("form[data-answer]")].find((each) => each.action === new URL(address, location).href);
    const place = form || partOf(address);
    const slot = place && $("[data-error]", place);
    if (slot) slot.innerHTML = html;
    return Boolean(slot);
  }

  /* A piece of a larger form with an address of its own: one question of a survey. */
  function partOf(address) {
    return [...document.querySelectorAll("[data-send]")].find((each) => each.dataset.send === address);
  }

  function tell() {
    if (kept().length && (failures || isOffline())) say("say-answer-kept");
  }

  /* Another activity, or the same one in another state: what was this person's own there is fetched, not by all at once. */
  let shown = { ...activity() };
  document.addEventListener("htmx:after:swap", () => {
    const { activity: id, state } = activity();
    if (id === shown.activity && state === shown.state) return;
    if (id !== shown.activity) own.replaceChildren();
    shown = { ...activity() };
    if (store.getItem(ANSWERED + id)) fetchOwn(Number($("#decisions").dataset.spread) * 1000);
  });
  addEventListener("storage", ({ key }) => { if (key === ANSWERED + activity().activity) fetchOwn(500); }); // another tab

  let asked = 0; // an answer that another one has overtaken is older than it

  function fetchOwn(within) {
    const { activity: id, own: address } = activity();
    if (!address) return;
    setTimeout(async () => {
      const number = asked += 1;
      try {
        const answer = await fetch(address, { headers: { "HX-Request": "true" }, redirect: "error" });
        const html = await answer.text();
        if (answer.headers.get("Dialog-Outcome") !== "own" || id !== activity().activity || number !== asked) return;
        own.innerHTML = html;
        document.dispatchEvent(new CustomEvent("answer:own", { detail: { activity: id } }));
      } catch { /* the next reload has it */ }
    }, within * Math.random());
  }

  // For scripts that send a piece of a form as soon as it is answered.
  window.phone.answers = { keep, kept: () => kept().map((key) => [key.slice(ANSWER.length), JSON.parse(store.getItem(key)).body]) };

  for (const name of ["online", "pageshow"]) addEventListener(name, () => { failures = 0; send(500 * Math.random()); });
  document.addEventListener("live:state", (event) => { if (event.detail !== "off" && kept().length) send(500 * Math.random()); });
})();
