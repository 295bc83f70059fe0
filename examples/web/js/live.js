// What a screen reader says when the page changes by itself.

/** Says `text`; `visibly`, it stands in the page, too. */
export function announce(text, visibly = false) {
  document.querySelector("#live").textContent = text;
  const done = visibly && document.querySelector("#done");
  if (done) done.textContent = text;
}
