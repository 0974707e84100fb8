// @ts-check
// Phrases for comments: a combobox that finds them as she types (ARIA Authoring Practices, "Editable Combobox With List Autocomplete").

const PLACE = /(»|“|")\s*(?:…|\.\.\.)\s*(«|”|")/;
const MOST_QUOTED = 200;

/** @param {HTMLFormElement} form @param {HTMLTextAreaElement} comment @param {() => void} changed */
export function phrases(form, comment, changed) {
  const whole = /** @type {HTMLElement} */ (form.querySelector("[data-phrases]"));
  const input = /** @type {HTMLInputElement} */ (whole.querySelector("input"));
  const list = /** @type {HTMLUListElement} */ (whole.querySelector("ul"));
  const none = /** @type {HTMLElement} */ (whole.querySelector("[data-no-phrases]"));
  const options = /** @type {HTMLElement[]} */ ([...list.children]);
  const answer = /** @type {HTMLElement} */ (form.querySelector("[data-answer]"));
  if (!options.length) return;
  whole.hidden = false;
  let quoted = "";
  let current = -1;

  const language = () => (document.documentElement.dataset.lang === "en" ? "en" : "da");
  const shown = () => options.filter((one) => !one.hidden);

  /** Those with all the words she has typed; of these, the chosen level's first. */
  function filter() {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    const chosen = /** @type {HTMLInputElement|null} */ (form.querySelector('[name="level"]:checked'))?.value;
    for (const one of options) {
      const text = (one.dataset[language()] ?? "").toLowerCase();
      one.hidden = !words.every((word) => text.includes(word));
    }
    const rank = (/** @type {HTMLElement} */ one) => (one.dataset.level === chosen ? 0 : one.dataset.level ? 2 : 1);
    list.append(...[...options].sort((a, b) => rank(a) - rank(b) || options.indexOf(a) - options.indexOf(b)));
    none.hidden = shown().length > 0;
    point(-1);
  }

  const inOrder = () => /** @type {HTMLElement[]} */ ([...list.children]).filter((one) => !(/** @type {HTMLElement} */ (one).hidden));

  /** @param {number} place */
  function point(place) {
    const there = inOrder();
    current = there.length ? Math.max(-1, Math.min(place, there.length - 1)) : -1;
    for (const one of options) one.setAttribute("aria-selected", "false");
    if (current < 0) {
      input.removeAttribute("aria-activedescendant");
      return;
    }
    there[current].setAttribute("aria-selected", "true");
    there[current].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", there[current].id);
  }

  function open() {
    filter();
    list.hidden = !shown().length;
    input.setAttribute("aria-expanded", String(!list.hidden));
  }

  function close() {
    list.hidden = true;
    none.hidden = true;
    input.setAttribute("aria-expanded", "false");
    point(-1);
  }

  /** Put a phrase where the caret was, with the words she selected in the answer in its place, or the place ready to be written in. @param {HTMLElement} one */
  function insert(one) {
    let words = one.dataset[language()] ?? "";
    if (quoted) words = words.replace(PLACE, (_all, before, after) => before + quoted + after);
    const start = comment.selectionStart;
    const gap = start && !/\s$/.test(comment.value.slice(0, start)) ? " " : "";
    comment.setRangeText(gap + words, start, comment.selectionEnd, "end");
    input.value = "";
    quoted = "";
    close();
    comment.focus();
    const place = PLACE.exec(comment.value);
    if (place) comment.setSelectionRange(place.index + 1, place.index + place[0].length - 1);
    changed();
  }

  document.addEventListener("selectionchange", () => {
    const chosen = getSelection();
    if (chosen && chosen.anchorNode && answer.contains(chosen.anchorNode)) quoted = chosen.toString().trim().slice(0, MOST_QUOTED);
  });
  input.addEventListener("input", open);
  input.addEventListener("click", () => (list.hidden ? open() : close()));
  input.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // so that the field keeps the focus
  list.addEventListener("click", (event) => {
    const one = /** @type {HTMLElement|null} */ (/** @type {Element} */ (event.target).closest("[role=option]"));
    if (one) insert(one);
  });
  input.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step) {
      event.preventDefault();
      if (list.hidden) open();
      const many = inOrder().length;
      point(current < 0 && step < 0 ? many - 1 : (current + step + many) % (many || 1));
    } else if (event.key === "Enter") {
      event.preventDefault(); // it chooses, and never gives the text
      const chosen = inOrder()[Math.max(current, 0)];
      if (!list.hidden && chosen) insert(chosen);
    } else if (event.key === "Escape") {
      if (list.hidden) input.value = "";
      close();
    }
  });
}
