/* What comes of a press: the bar with undo while it lasts, an answer that came too late, no answer at all. */
(() => {
  "use strict";
  if (!window.queue) return;
  const { rows, meet, acts } = window.queue;
  const UNDO_SECONDS = 10;
  const ANSWER_MS = 15000;
  const PATIENCE_MS = 1000;
  const bar = document.getElementById("bar");
  htmx.config.defaultTimeout = ANSWER_MS;

  let last = null; // the last press, of whichever form: what the bar says is of that one
  let isAnswered = true;
  let isTakenBack = false; // before it had an answer

  document.addEventListener("htmx:config:request", (event) => {
    const { ctx } = event.detail;
    const form = ctx.sourceElement;
    if (form.id === "live" || event.defaultPrevented) return;
    last = ctx;
    ctx.acts = acts();
    isAnswered = isTakenBack = false;
    if (!bar.contains(form)) document.getElementById("undo")?.form.remove(); // of the press before
    setTimeout(() => { if (last === ctx && !isAnswered) say("sending"); }, PATIENCE_MS);
  });
  document.addEventListener("htmx:finally:request", (event) => {
    const { ctx } = event.detail;
    if (ctx !== last) return;
    isAnswered = true;
    if (isTakenBack) document.getElementById("undo")?.click();
  });

  /* Undoes the last press, also while its answer is on its way. */
  function takeBack() {
    const button = document.getElementById("undo");
    button?.click();
    if (!button && !isAnswered) isTakenBack = true;
    return Boolean(button) || isTakenBack;
  }

  let left = 0;

  function count() {
    if (left <= 0 || document.activeElement?.id === "undo") return;
    left -= 1;
    const seconds = bar.querySelector(".left");
    if (seconds) seconds.textContent = `${left} s`;
    if (left === 0) bar.replaceChildren();
  }

  function startCounting() {
    const words = bar.querySelector(".undo");
    left = 0;
    if (!words || "sending" in words.dataset) return;
    const returned = rows().find((row) => row.id === words.dataset.return);
    const isStillThere = !last || last.acts === acts();
    if (returned && isStillThere) meet(returned); // what was put back is what the person wants to decide anew
    left = UNDO_SECONDS + 1;
    count();
  }

  let newest = 0; // the revision that the page has shown; an answer or a poll that is older brings nothing back

  document.addEventListener("htmx:sse:before:message", (event) => {
    newest = Math.max(newest, Number(event.detail.message.id) || 0);
  });
  document.addEventListener("htmx:before:swap", (event) => {
    const { ctx, tasks } = event.detail;
    const revision = Number(ctx?.revision || ctx?.response?.headers?.get("Live-Revision"));
    if (!revision) return;
    const isOld = revision < newest;
    const isOvertaken = ctx !== last && ctx.response?.status === 200; // a refusal is said, however late
    newest = Math.max(newest, revision);
    tasks.splice(0, tasks.length, ...tasks.filter(({ target }) => (target === bar ? !isOvertaken : !isOld)));
  });
  document.addEventListener("htmx:after:request", (event) => {
    const { response } = event.detail.ctx;
    if (event.target.id === "live" || response.headers.get("Live-Revision")) return;
    if (response.status >= 500 || response.status === 429) sayNoContact();
    else location.reload(); // signed out, or no longer here: the page itself says so
  });
  document.addEventListener("htmx:error", (event) => {
    if (event.target.id !== "live" && event.detail.ctx) sayNoContact();
  });

  const say = (template) => bar.replaceChildren(document.getElementById(template).content.cloneNode(true));
  const sayNoContact = () => say("no-contact");

  const words = () => bar.querySelector("p")?.innerText || "";

  new MutationObserver(startCounting).observe(bar, { childList: true });
  setInterval(count, 1000);
  window.outcome = { ANSWER_MS, words, sayNoContact, takeBack };
  startCounting();
})();
