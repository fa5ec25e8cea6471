/* The hall's screen: letters that fit, full screen, and a cursor that goes away. What is shown, the server decides. */
(() => {
  "use strict";
  const root = document.documentElement;
  const RESTING_MS = 4000;

  /* What is shown big is read to its end: letters as wide as W, or a word as long as a line, take more room than the
     server can count. Smaller until it fits, but never under what the last row can read. */
  const LEAST_REM = 2.125;
  function fit() {
    const said = document.querySelector(".one blockquote");
    if (!said) return;
    said.style.fontSize = "";
    const rem = parseFloat(getComputedStyle(root).fontSize);
    let size = parseFloat(getComputedStyle(said).fontSize) / rem;
    while (said.scrollHeight > said.clientHeight + 1 && size > LEAST_REM) {
      size = Math.max(size * 0.94, LEAST_REM);
      said.style.fontSize = `${size}rem`;
    }
  }
  document.addEventListener("htmx:after:swap", fit);
  document.fonts.ready.then(fit);
  addEventListener("resize", fit);

  const button = document.getElementById("fullscreen");
  function toggleFullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else root.requestFullscreen().catch(() => {}); // refused in a frame, for example
  }
  if (document.fullscreenEnabled) {
    button.hidden = false;
    button.addEventListener("click", toggleFullScreen);
    document.addEventListener("keydown", (event) => {
      if (document.body.dataset.keys !== "on" || event.repeat) return;
      if (event.key.toLowerCase() === "f" && !event.ctrlKey && !event.metaKey && !event.altKey) toggleFullScreen();
    });
  }

  /* Nobody aims at a small button at the back of a hall. Where a button has the keyboard, the key is the button's. */
  document.addEventListener("keydown", (event) => {
    const film = document.querySelector("#stage video");
    if (!film || event.key !== " " || event.repeat || event.target !== document.body) return;
    event.preventDefault();
    if (film.paused) film.play().catch(() => {});
    else film.pause();
  });

  let resting = 0;
  function wake() {
    root.dataset.operator = "here";
    clearTimeout(resting);
    resting = setTimeout(() => delete root.dataset.operator, RESTING_MS);
  }
  document.addEventListener("pointermove", wake);
  document.addEventListener("pointerdown", wake);
})();
