/* Measures what a hall needs of a machine's network and window. Keeps nothing and sends nothing but the questions. */
(() => {
  "use strict";
  const list = document.getElementById("checks");
  const PROBES = 5;
  const GOOD_MS = 300;
  const FAIR_MS = 2000;
  const PATIENCE_MS = 8000; // as live.js waits before it polls

  function say(name, state, value = "") {
    const item = document.getElementById(`check-${name}`);
    item.dataset.state = state;
    item.querySelector("p").textContent = item.dataset[state].replace("{}", value);
  }

  async function took(address) {
    const begun = performance.now();
    const answer = await fetch(address, { cache: "no-store", signal: AbortSignal.timeout(FAIR_MS) });
    if (!answer.ok) throw new Error(String(answer.status));
    await answer.text();
    return performance.now() - begun;
  }

  async function answerTime() {
    const times = [];
    try {
      await took(list.dataset.health); // the first one also opens the line
      for (let probe = 0; probe < PROBES; probe += 1) times.push(await took(list.dataset.health));
    } catch {
      return say("answer", "bad");
    }
    const middle = Math.round(times.sort((a, b) => a - b)[PROBES >> 1]);
    return say("answer", middle < GOOD_MS ? "good" : "fair", String(middle));
  }

  /* The server speaks at once. Whoever hears nothing has something in between that gathers before it passes on. */
  function stream() {
    return new Promise((resolve) => {
      const source = new EventSource(list.dataset.stream);
      const end = (heard) => {
        clearTimeout(timer);
        source.close();
        resolve(heard);
      };
      const timer = setTimeout(end, PATIENCE_MS, false);
      source.addEventListener("heartbeat", () => end(true));
      source.onerror = () => end(false);
    });
  }

  async function updates() {
    if (await stream()) return say("stream", "good");
    try {
      const answer = await fetch(list.dataset.poll, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) });
      return say("stream", answer.ok ? "fair" : "bad");
    } catch {
      return say("stream", "bad");
    }
  }

  function type() {
    const points = parseFloat(getComputedStyle(document.querySelector(".samples p")).fontSize);
    say("size", points >= 16 ? "good" : "fair", String(Math.round(points)));
    const { innerWidth, innerHeight } = window;
    say("window", innerWidth >= 1280 && innerHeight >= 720 ? "good" : "fair", `${innerWidth} × ${innerHeight}`);
  }

  type();
  addEventListener("resize", type);
  answerTime().then(updates);
})();
