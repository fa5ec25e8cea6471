/* Keeps the regions of this page in step with the hall.
 *
 * htmx and its SSE extension read the stream and put the regions in place; this file decides when to connect, and mends
 * what they do not: an error on the first connect is never retried, a stalled stream is never noticed, a proxy that
 * buffers looks like silence. While there is no stream the page asks every ten seconds instead.
 *
 * The page's state is on <html data-live>: "on", "polling" (both are fine) or "off" (nobody answers), and every change
 * of it is a `live:state` event on the document. The element: <div id="live" data-stream data-poll data-renew>.
 */
(() => {
  "use strict";
  const live = document.getElementById("live");
  if (!live || !window.htmx) return;

  const POLL_MS = 10000;
  const CONNECT_MS = 8000; // longer than a slow phone needs, short enough that a buffering proxy is found out
  const FIRST_WORD_MS = 4000; // the server speaks at once; a stream that is silent for so long is held back by somebody
  const STALE_MS = 40000; // the server's heart beats every 15 s
  const LONGEST_WAIT_MS = 3000;

  let revision = new URL(live.dataset.stream, location.href).searchParams.get("since") || "";
  let streaming = null; // the extension's connection object while there is one
  let heard = 0; // when the stream last said anything
  let spoke = false; // whether this stream ever did
  let troubled = false; // the server is there, but not its database
  let failures = 0;
  let retry = 300 + Math.random() * 1500; // a hall that was cut off at once comes back within three seconds, spread
  let timer = 0;
  let pollTimer = 0;
  let ending = ""; // why we are ending the stream ourselves

  htmx.config.sse = {
    reconnect: false, // we do, with a fresh address and the last revision
    releaseOn: "immediate",
    pauseOnBackground: !("awake" in live.dataset), // a phone in a pocket rests; the hall's screen never does
  };

  function say(state) {
    const root = document.documentElement;
    if (root.dataset.live === state) return;
    root.dataset.live = state;
    document.dispatchEvent(new CustomEvent("live:state", { detail: state }));
  }

  function later(ms) {
    clearTimeout(timer);
    timer = setTimeout(connect, ms * (0.5 + Math.random()));
  }

  function connect() {
    if (streaming || !live.isConnected) return;
    if (!live.dataset.stream) return;
    const address = new URL(live.dataset.stream, location.href);
    address.searchParams.set("since", revision);
    htmx.ajax("GET", address.pathname + address.search, { source: live, swap: "none", timeout: CONNECT_MS });
  }

  /* The stream could not be had, or was lost. Ask once the other way: that tells whether anybody is there. */
  function failed(status) {
    failures += 1;
    if (status === 401) return renew();
    if (status === 404) live.dataset.stream = ""; // a server without streams: do not ask again
    clearTimeout(pollTimer);
    pollTimer = setTimeout(poll, failures > 1 ? 0 : retry * Math.random());
    later(Math.min(retry * 2 ** (failures - 1), failures > 5 ? 6 * POLL_MS : LONGEST_WAIT_MS));
  }

  async function poll() {
    clearTimeout(pollTimer);
    if (streaming && spoke) return;
    if (!document.hidden || "awake" in live.dataset) {
      try {
        const answer = await fetch(live.dataset.poll + "?since=" + revision, { signal: AbortSignal.timeout(CONNECT_MS) });
        if (answer.status === 401) return renew();
        const changed = answer.headers.get("Live-Revision");
        if (answer.status !== 204 && !(answer.ok && changed)) throw new Error("no answer of ours");
        if (answer.status === 200) {
          await htmx.swap({ sourceElement: live, text: await answer.text(), swap: "none", revision: changed });
          revision = changed;
        }
        say("polling");
      } catch {
        say("off");
      }
    }
    pollTimer = setTimeout(poll, POLL_MS * (0.8 + Math.random() * 0.4));
  }

  /* What was just sent may be what takes this page away, a rehearsal that ends: its answer says what came of it. */
  let leaving = false;
  addEventListener("submit", (event) => {
    leaving = !event.defaultPrevented;
    setTimeout(() => { leaving = false; }, CONNECT_MS);
  });

  /* The address has run out. A fresh one comes from the page's own guard; if that says no, the page says why. */
  async function renew() {
    try {
      const answer = await fetch(live.dataset.renew, { signal: AbortSignal.timeout(CONNECT_MS), redirect: "manual" });
      if (answer.ok) {
        const fresh = await answer.json();
        live.dataset.stream = fresh.stream;
        live.dataset.poll = fresh.poll;
        return later(200);
      }
      if (answer.status < 500 && answer.status !== 429) return leaving ? undefined : location.reload();
    } catch { /* not there: the same as any other failure */ }
    clearTimeout(timer);
    timer = setTimeout(renew, LONGEST_WAIT_MS * (0.5 + Math.random()));
    say("off");
  }

  document.addEventListener("htmx:sse:after:connection", (event) => {
    if (event.target !== live) return;
    streaming = event.detail.connection;
    heard = performance.now();
    spoke = troubled = false;
  });

  document.addEventListener("htmx:sse:before:message", (event) => {
    if (event.target !== live) return;
    heard = performance.now();
    spoke = true;
    failures = 0;
    clearTimeout(pollTimer);
    const { id, event: name } = event.detail.message;
    if (id) revision = id;
    if (name === "trouble" || name === "revision") troubled = name === "trouble";
    say(troubled ? "off" : "on");
    if (name === "bye") {
      ending = "bye";
      streaming?.reader?.cancel();
    }
  });

  document.addEventListener("htmx:sse:close", (event) => {
    if (event.target !== live) return;
    streaming = null;
    const why = ending;
    ending = "";
    if (why === "bye") setTimeout(renew, retry * Math.random());
    else failed(0);
  });

  document.addEventListener("htmx:finally:request", (event) => {
    if (event.target !== live || streaming) return;
    failed(event.detail.ctx.response?.status || 0);
  });

  setInterval(() => {
    if (!streaming || document.hidden) return;
    const silence = performance.now() - heard;
    if (silence > STALE_MS || (!spoke && silence > FIRST_WORD_MS)) {
      if (!spoke) failures = 6; // held back by somebody in between: poll, and try the stream rarely
      heard = performance.now();
      streaming.reader?.cancel();
    }
  }, 1000);

  addEventListener("online", () => {
    failures = 0;
    if (streaming) streaming.reader?.cancel(); // the old line may be dead without knowing it; a new one tells at once
    else later(500);
  });
  addEventListener("offline", () => say("off"));
  document.addEventListener("visibilitychange", () => {
    heard = performance.now();
    if (!document.hidden && !streaming) later(300);
  });

  connect();
})();
