/* «I have seen it»: the button gives way to the person's own piece and back, and the keyboard follows. */
document.addEventListener("answer:stored", () => {
  if (document.getElementById("activity").dataset.kind !== "film") return;
  (document.getElementById("own-heading") || document.querySelector(".seen-form button"))?.focus();
});
