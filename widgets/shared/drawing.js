// @ts-check
// How components draw: elements, texts in both languages, the frame of a task, and changing no more of it than has changed.

/** @typedef {{da: string, en: string}} Both */

/** What stands on the page of every component. */
const WORDS = {
  saving: { da: "Gemmer …", en: "Saving …" },
  unsaved: {
    da: "Ikke gemt endnu: Der er ingen forbindelse. Dit svar bliver her i browseren.",
    en: "Not saved yet: there is no connection. Your answer stays in this browser.",
  },
  fetching: { da: "Henter det nyeste …", en: "Fetching the newest …" },
  unread: { da: "Det nyeste kunne ikke hentes: Der er ingen forbindelse.", en: "The newest could not be fetched: there is no connection." },
  held: { da: "Ikke gemt: Ret det, der er markeret.", en: "Not saved: correct what is marked." },
  saved: { da: "Gemt", en: "Saved" },
  again: { da: "Prøv igen", en: "Try again" },
  mine: { da: "Behold det, jeg har her", en: "Keep what I have here" },
  theirs: { da: "Brug det nyeste", en: "Use the newest" },
  check: { da: "Tjek svaret", en: "Check the answer" },
  retry: { da: "Prøv igen", en: "Try again" },
  right: { da: "Rigtigt", en: "Right" },
  wrong: { da: "Ikke helt", en: "Not quite" },
  allRight: { da: "Det hele er rigtigt.", en: "All of it is right." },
  partly: { da: "Noget af det er rigtigt. Læs hvorfor, og prøv igen.", en: "Some of it is right. Read why, and try again." },
  notYet: { da: "Ikke endnu. Læs hvorfor, og prøv igen.", en: "Not yet. Read why, and try again." },
  practice: { da: "Øvelse", en: "Practice" },
  graded: { da: "Tæller med", en: "Counts" },
  tool: { da: "Til dit arbejde", en: "For your work" },
};

/** Make an element. `false`, `null` and `undefined` attributes are left out; `true` is "true" in data and aria attributes; functions become listeners.
 * @param {string} tag @param {Record<string, any>} [attributes] @param {...any} children @returns {any} */
function h(tag, attributes = {}, ...children) {
  const svg = ["svg", "path", "circle", "ellipse", "rect", "g", "line", "text"].includes(tag);
  const element = svg ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, /^(data|aria)-/.test(name) ? "true" : "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Both languages of a text; the page's style shows one. @param {Both} both @returns {any} */
function t(both) {
  return h("span", {}, h("span", { lang: "da" }, both.da), h("span", { lang: "en" }, both.en));
}

/** Both languages of a text with its paragraphs (separated by a blank line). @param {Both} both @returns {any[]} */
function paragraphs(both) {
  const parts = (/** @type {"da"|"en"} */ language) =>
    both[language].split(/\n\s*\n/).map((part) => h("p", { lang: language }, part.trim()));
  return [...parts("da"), ...parts("en")];
}

/** The page's language. @returns {"da"|"en"} */
function language() {
  return document.documentElement.dataset.lang === "en" ? "en" : "da";
}

/** Call `follow` now and whenever the reader switches language. @param {() => void} follow @param {AbortSignal} signal */
function onLanguage(follow, signal) {
  follow();
  document.addEventListener("kompetencevej:language", follow, { signal });
}

/** Call `follow` whenever the kernel changes one of the traits, for as long as the component is shown.
 * @param {any} model @param {string[]} traits @param {() => void} follow @param {AbortSignal} signal */
function onChange(model, traits, follow, signal) {
  for (const trait of traits) model.on(`change:${trait}`, follow);
  signal.addEventListener("abort", () => traits.forEach((trait) => model.off(`change:${trait}`, follow)));
}

/** Local clock time of an ISO moment, e.g. 10.32. @param {string} iso @param {string} [locale] */
function clock(iso, locale = "da-DK") {
  return new Date(iso).toLocaleTimeString(locale, { hour: "2-digit", minute: "2-digit" });
}

/** What stands in an element filled by `patch`. @type {WeakMap<any, string>} */
const MARKS = new WeakMap();

/** Put new children in `parent` only when `mark` changed, so that focus and screen readers are left in peace.
 * @param {any} parent @param {any} mark @param {() => any[]} make */
function patch(parent, mark, make) {
  const now = JSON.stringify(mark ?? null);
  if (MARKS.get(parent) === now) return;
  MARKS.set(parent, now);
  parent.replaceChildren(...make().flat().filter(Boolean));
}

/** The frame all tasks share: heading, prompt, a body, the status line.
 * @param {any} task @param {any} body @param {any} foot @returns {any} */
function frame(task, body, foot) {
  const heading = `kv-title-${task.id}`;
  const words = WORDS[/** @type {"practice"} */ (task.use)];
  return h(
    "section",
    {
      class: `kv kv-task kv-${task.use}`,
      id: `task-${task.id}`,
      "aria-labelledby": heading,
      tabindex: "-1",
      // JupyterLab listens at the document for keys that mean something to a notebook; those typed here are the task's.
      keydown: (/** @type {Event} */ event) => event.stopPropagation(),
    },
    h("p", { class: "kv-use" }, t(words)),
    h("h3", { id: heading, class: "kv-title" }, t(task.title)),
    h("div", { class: "kv-prompt", id: `kv-prompt-${task.id}` }, paragraphs(task.prompt)),
    body,
    foot,
  );
}
