/* Files of a film, in slices: each is answered with which one is next, so that a lost network, a closed lid or another
 * browser goes on where it stopped. A <form data-upload> without this script posts its file whole.
 */
(() => {
  "use strict";
  const words = document.getElementById("upload-words")?.dataset;
  if (!words) return;
  const SLICE_MS = 30000; // the server waits so long for a slice
  const LONGEST_PAUSE_MS = 15000;
  const PATIENCE_MS = 5 * 60000; // without any answer; then it is said, and can be gone on with
  let running = 0;

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.dataset?.upload) return;
    event.preventDefault();
    const file = form.elements.file.files[0];
    if (file && !form.dataset.busy) start(form, file);
  });

  async function start(form, file) {
    const $ = (selector) => form.querySelector(selector);
    const stop = new AbortController();
    const cancel = $("[data-cancel]");
    const bar = $("progress");
    const say = (text) => { if ($("[data-said]").textContent !== text) $("[data-said]").textContent = text; };
    const refuse = (text) => { $("[data-refused]").textContent = text; };
    const busy = (is) => {
      running += is ? 1 : -1;
      form.dataset.busy = is ? "1" : "";
      cancel.hidden = bar.hidden = !is;
      form.elements.file.disabled = $("[type=submit]").disabled = is;
    };

    refuse("");
    document.getElementById("film-said").textContent = "";
    if (file.size > Number(form.dataset.largest)) return refuse(words.large);
    cancel.onclick = () => stop.abort();
    busy(true);
    cancel.focus();
    try {
      const isWhole = await send(form, file, stop.signal, (sent) => {
        bar.value = file.size ? sent / file.size : 0;
        say(told(sent, file.size));
      }, () => say(words.again));
      busy(false);
      if (isWhole) return redraw();
      say(words.stopped);
    } catch (fault) {
      busy(false);
      say("");
      refuse(fault.refused || (stop.signal.aborted ? "" : words.lost));
      if (stop.signal.aborted) say(words.stopped);
    }
    $("[type=submit]").focus();
  }

  /* The files alone: what is being written beside them stays. */
  async function redraw() {
    await htmx.ajax("GET", words.page, { target: "#film-files", select: "#film-files", swap: "outerHTML" });
    const said = document.getElementById("film-said");
    said.textContent = words.done;
    said.scrollIntoView({ block: "nearest" });
  }

  /* In whole tenths: a screen reader says each of them. */
  function told(sent, size) {
    const megabytes = (bytes) => (bytes / 1048576).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });
    const tenth = Math.floor(10 * sent / size) * size / 10;
    return words.sent.replace("{}", megabytes(tenth)).replace("{}", megabytes(size));
  }

  /* True when all of it has come; false when nobody has answered for long. Throws what was refused. */
  async function send(form, file, signal, onProgress, onTrouble) {
    const body = new URLSearchParams({ role: form.elements.role.value, name: file.name, size: file.size, modified: file.lastModified });
    let place = null; // where the server says that we are
    let failures = 0;
    let heard = Date.now();
    for (;;) {
      try {
        if (!place) place = await ask(form.dataset.upload, body, signal);
        onProgress(Math.min(place.next * place.slice, file.size));
        const slice = file.slice(place.next * place.slice, (place.next + 1) * place.slice);
        const { next, whole } = await ask(place.address + place.next, slice, signal);
        if (whole) return true;
        place.next = next;
        failures = 0;
        heard = Date.now();
      } catch (fault) {
        if (fault.refused || fault.isFinal || signal.aborted) throw fault;
        if (Date.now() - heard > PATIENCE_MS) return false;
        place = null; // what came through is the server's to say
        failures += 1;
        onTrouble();
        await pause(Math.min(500 * 2 ** failures, LONGEST_PAUSE_MS) * (0.5 + Math.random()), signal);
      }
    }
  }

  async function ask(address, body, signal) {
    const within = AbortSignal.any([signal, AbortSignal.timeout(SLICE_MS)]);
    const answer = await fetch(address, { method: "POST", body, redirect: "manual", signal: within });
    if (answer.headers.get("Content-Type") !== "application/json") {
      const isSignedOut = answer.type === "opaqueredirect";
      const isFinal = isSignedOut || (answer.status >= 400 && answer.status < 500 && ![408, 429].includes(answer.status));
      throw Object.assign(new Error("no answer of ours"), { isFinal });
    }
    const said = await answer.json();
    if (said.refused) throw Object.assign(new Error("refused"), said);
    return said;
  }

  const pause = (ms, signal) => new Promise((resolve) => {
    const clock = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => { clearTimeout(clock); resolve(); }, { once: true });
  });

  addEventListener("beforeunload", (event) => { if (running) event.preventDefault(); });
})();
