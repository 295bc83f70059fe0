// What a screen reader says when the page changes by itself.

/** Says `text`; `visibly`, it stands in the page, too. */
export function announce(text, visibly = false) {
  document.querySelector("#live").textContent = text;
  const done = visibly && document.querySelector("#done");
  if (done) done.textContent = text;
}

/** Says above the view that something was done, where the view alone does not show it. */
export function notice(text) {
  const said = document.createElement("p");
  said.className = "notice";
  said.textContent = text;
  document.querySelector("#view").prepend(said);
  const live = document.querySelector("#live");
  live.textContent = `${text}\n${live.textContent}`;
}
