// @ts-check
// What all components share. Each component's script is this file followed by its own (an anywidget module cannot import relatively).

/** @typedef {{da: string, en: string}} Text */
/** @typedef {{state: string, at: string|null, message: Text|null, theirs?: any, reply: string|null, revision?: number, again?: boolean}} Saved */

/** How long the kernel may take to confirm before the reader is told, in milliseconds. */
const CONFIRM_WITHIN = 8000;
/** How long to wait between tries while there is no answer, in milliseconds. */
const TRY_EVERY = 10_000;
/** How long typing must rest before it is saved, in milliseconds. */
const TYPING_RESTS = 700;

/** Make an element. `false`, `null` and `undefined` attributes are left out; `true` is "true" in data and aria attributes; functions become listeners.
 * @param {string} tag @param {Record<string, any>} [attributes] @param {...any} children @returns {any} */
function h(tag, attributes = {}, ...children) {
  const svg = ["svg", "path", "circle", "ellipse", "rect", "g", "line"].includes(tag);
  const element = svg ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, /^(data|aria)-/.test(name) ? "true" : "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Both languages of a text; the page's style shows one. @param {Text} both @returns {any} */
function t(both) {
  return h("span", {}, h("span", { lang: "da" }, both.da), h("span", { lang: "en" }, both.en));
}

/** Both languages of a text with its paragraphs (separated by a blank line). @param {Text} both @returns {any[]} */
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

/** Whether two answers are the same, whatever the order of their parts' names. @param {any} a @param {any} b */
function same(a, b) {
  const plain = (/** @type {any} */ value) => JSON.stringify(value && typeof value === "object" && !Array.isArray(value) ? Object.entries(value).sort() : value);
  return plain(a) === plain(b);
}

const WORDS = {
  saving: { da: "Gemmer …", en: "Saving …" },
  unsaved: {
    da: "Ikke gemt endnu: Der er ingen forbindelse. Dit svar bliver i vinduet.",
    en: "Not saved yet: there is no connection. Your answer stays in this window.",
  },
  fetching: { da: "Henter det nyeste …", en: "Fetching the newest …" },
  unread: { da: "Det nyeste kunne ikke hentes: Der er ingen forbindelse.", en: "The newest could not be fetched: there is no connection." },
  tooLong: { da: "Ikke gemt: Teksten er for lang.", en: "Not saved: the text is too long." },
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

/** Sends answers to the kernel and knows what became of them.
 * Keeps an unconfirmed answer in this window (sessionStorage, marked with its owner), so that a reload does not lose it.
 * Each message says on which revision of the saved answer it rests, so that nothing newer is overwritten unseen. */
class Saver {
  /** @param {any} model @param {() => void} changed called when the state shown should change @param {AbortSignal} signal */
  constructor(model, changed, signal) {
    const task = model.get("task");
    this.model = model;
    this.changed = changed;
    this.key = `kompetencevej:${task.owner}:${task.module}:${task.id}`;
    /** What was sent last and is not confirmed. @type {{id: string, type: string, value?: any, base?: number}|null} */
    this.pending = null;
    /** What is being typed and not sent; `fits` when it may be saved. @type {{value: any, fits: boolean}|null} */
    this.typed = null;
    /** All that was sent since the last confirmed answer. @type {{id: string, value: any}[]} */
    this.sent = [];
    /** The revision on which what stands here rests. @type {number|undefined} */
    this.base = undefined;
    this.late = false;
    this.timer = 0;
    this.resting = 0;
    const settle = () => this.settle();
    model.on("change:saved", settle);
    signal.addEventListener("abort", () => {
      this.flush();
      clearTimeout(this.timer);
      model.off("change:saved", settle);
    });
    document.addEventListener("visibilitychange", () => (document.visibilityState === "visible" ? this.look() : this.flush()), { signal });
    window.addEventListener("pagehide", () => this.flush(), { signal });
    window.addEventListener("beforeunload", (event) => this.stuck() && event.preventDefault(), { signal });
    window.addEventListener("online", () => this.late && this.again(), { signal });
    document.addEventListener("kompetencevej:line", (/** @type {any} */ event) => this.reconnect(event.detail.fresh), { signal });
  }

  /** The answer to show: what is being typed, else what is on its way, else what is saved. */
  value() {
    if (this.typed) return this.typed.value;
    return this.pending && this.pending.type !== "refresh" ? this.pending.value : this.model.get("answer");
  }

  /** Take up what an earlier page of this window could not save. */
  resume() {
    let kept = null;
    try {
      kept = JSON.parse(sessionStorage.getItem(this.key) ?? "null");
    } catch {
      /* a storage that is blocked or broken holds nothing */
    }
    const answer = this.model.get("answer");
    if (!kept || same(kept.value, answer)) return this.forget();
    const ours = kept.sent?.some((/** @type {any} */ value) => same(value, answer));
    this.base = ours ? this.model.get("saved").revision : kept.base;
    this.transmit("save", kept.value);
  }

  /** What is being typed: kept at once, sent when the typing rests; not sent at all while it does not fit. @param {any} value */
  draft(value, fits = true) {
    this.rest();
    this.typed = { value, fits };
    this.keep();
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.flush(), TYPING_RESTS);
    this.changed();
  }

  /** Send what was typed, now. */
  flush() {
    clearTimeout(this.resting);
    if (!this.typed?.fits) return;
    const { value } = this.typed;
    this.typed = null;
    this.transmit("save", value);
  }

  /** @param {string} type @param {any} [value] */
  send(type, value) {
    this.rest();
    this.typed = null;
    clearTimeout(this.resting);
    this.transmit(type, value);
  }

  /** What is begun here rests on what is saved now. */
  rest() {
    if (!this.typed && !this.pending) this.base = this.model.get("saved").revision;
  }

  /** @param {string} type @param {any} value */
  transmit(type, value) {
    this.pending = { id: crypto.randomUUID?.() ?? String(Math.random()), type, value, base: this.base };
    if (type !== "refresh") {
      this.sent = [...this.sent, { id: this.pending.id, value }].slice(-20);
      this.keep();
    }
    this.again();
  }

  /** Send the last message once more (the kernel knows it by its id). */
  again() {
    if (!this.pending) return;
    this.late = false;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.miss(), CONFIRM_WITHIN);
    try {
      this.model.send(this.pending);
    } catch {
      this.miss(); // a kernel that is gone cannot be spoken to
    }
    this.changed();
  }

  /** The line to the kernel is open (again): what is unanswered is sent once more. A fresh kernel knows only what is saved, and where that is an
   * answer of ours, whose confirmation was cut off, what stands here rests on it. @param {boolean} fresh */
  reconnect(fresh) {
    if (!this.pending) return;
    const { type, value } = this.pending;
    if (fresh && this.sent.some((one) => same(one.value, this.model.get("answer")))) {
      this.base = this.model.get("saved").revision;
      this.transmit(type, value);
    } else this.again();
  }

  /** The reader asks to try again. */
  retry() {
    if (!this.pending) this.refresh();
    else if (this.late) this.again();
    else this.transmit(this.pending.type, this.pending.value);
  }

  /** No answer in time: say so, and go on trying quietly for as long as the page is open. */
  miss() {
    clearTimeout(this.timer);
    this.late = true;
    this.timer = setTimeout(() => this.tryQuietly(), TRY_EVERY);
    this.changed();
  }

  tryQuietly() {
    if (!this.pending) return;
    try {
      this.model.send(this.pending);
    } catch {
      /* it has been said already */
    }
    this.miss();
  }

  settle() {
    const saved = this.model.get("saved");
    const done = saved.state === "saved" || saved.state === "none";
    const last = this.pending?.id === saved.reply;
    if (done && (last || this.sent.some((one) => one.id === saved.reply))) this.base = saved.revision;
    if (last) {
      clearTimeout(this.timer);
      this.late = false;
    }
    // a newer answer that was sent from here is no stranger's: it was saved without a word when the database went away
    if (last && saved.state === "conflict" && this.sent.some((one) => same(one.value, saved.theirs))) return this.keepMine();
    if (last && saved.again) this.timer = setTimeout(() => this.retry(), TRY_EVERY); // the database will be back
    if (last && done) {
      this.pending = null;
      this.sent = [];
      if (this.typed) this.keep();
      else this.forget();
    }
    this.changed();
  }

  /** In a conflict: keep what is here, knowing what is newer. */
  keepMine() {
    if (!this.pending) return;
    this.base = this.model.get("saved").revision;
    if (this.typed?.fits) this.flush();
    else this.transmit(this.pending.type, this.pending.value);
  }

  /** Show what the store has, and let go of what is here (the reader chose so in a conflict, or nothing could be read). */
  refresh() {
    this.typed = null;
    this.sent = [];
    clearTimeout(this.resting);
    this.forget();
    this.transmit("refresh", null);
  }

  /** Look for a newer answer when the reader comes back to this window. */
  look() {
    if (this.pending || this.typed) return;
    try {
      this.model.send({ type: "refresh", id: "look" });
    } catch {
      /* told when there is something to save */
    }
  }

  /** Whether closing the window would lose something. */
  stuck() {
    const unsent = this.typed !== null && !this.typed.fits;
    return unsent || (this.pending !== null && this.pending.type !== "refresh" && (this.late || this.model.get("saved").reply === this.pending.id));
  }

  keep() {
    const sent = this.sent.slice(0, 5).map((one) => one.value);
    try {
      sessionStorage.setItem(this.key, JSON.stringify({ value: this.value(), base: this.base, sent }));
    } catch {
      /* then only this page has it, and says that it is not saved */
    }
  }

  forget() {
    try {
      sessionStorage.removeItem(this.key);
    } catch {
      /* nothing was kept */
    }
  }

  /** What to tell: {state: none|saving|saved|held|late|conflict|error, at, message}. */
  status() {
    const saved = this.model.get("saved");
    const fetching = this.pending?.type === "refresh";
    if (this.typed && !this.typed.fits) return { state: "held", at: null, message: WORDS.tooLong };
    if (this.late) return { state: "late", at: null, message: fetching ? WORDS.unread : WORDS.unsaved };
    if (this.typed || (this.pending && saved.reply !== this.pending.id)) return { state: "saving", at: null, message: fetching ? WORDS.fetching : WORDS.saving };
    return { state: saved.state, at: saved.at, message: saved.message };
  }
}

/** The line under a task that says whether it is saved. What is read aloud is the outcome, once: neither "saving" nor the time of each save.
 * @param {Saver} saver @returns {{element: any, update: () => void}} */
function statusLine(saver) {
  const words = h("span", { role: "status", class: "kv-status-words" });
  const beside = h("span", {});
  const ways = h("span", { class: "kv-status-ways" });
  const element = h("p", { class: "kv-status", tabindex: "-1" }, words, beside, ways);
  const button = (/** @type {Text} */ label, /** @type {() => void} */ act) => h("button", { type: "button", class: "kv-link", click: act }, t(label));
  let shown = "";
  const update = () => {
    const { state, at, message } = saver.status();
    const mark = JSON.stringify([state, at, message]);
    if (mark === shown) return;
    shown = mark;
    element.dataset.state = state;
    const quiet = state === "saving";
    words.classList.toggle("kv-hidden", quiet);
    const told = message ?? (state === "saved" ? WORDS.saved : null);
    if (!quiet) patch(words, told, () => [told && t(told)]);
    const time = state === "saved" && at ? { da: ` kl. ${clock(at)}`, en: ` at ${clock(at, "en-GB")}` } : null;
    patch(beside, quiet ? message : time, () => (quiet ? [t(message)] : [time && t(time)]));
    if (ways.contains(document.activeElement)) element.focus();
    ways.replaceChildren();
    if (state === "late" || state === "error") ways.append(button(WORDS.again, () => saver.retry()));
    if (state === "conflict") ways.append(button(WORDS.mine, () => saver.keepMine()), button(WORDS.theirs, () => saver.refresh()));
  };
  return { element, update };
}

/** The frame all tasks share: heading, prompt, a body, the status line.
 * @param {any} task @param {any} body @param {any} foot @returns {any} */
function frame(task, body, foot) {
  const heading = `kv-title-${task.id}`;
  const words = WORDS[/** @type {"practice"} */ (task.use)];
  return h(
    "section",
    { class: `kv kv-task kv-${task.use}`, id: `task-${task.id}`, "aria-labelledby": heading, tabindex: "-1" },
    h("p", { class: "kv-use" }, t(words)),
    h("h3", { id: heading, class: "kv-title" }, t(task.title)),
    h("div", { class: "kv-prompt", id: `kv-prompt-${task.id}` }, paragraphs(task.prompt)),
    body,
    foot,
  );
}

/** The verdict on a practice answer as a whole. @param {any} feedback @returns {any} */
function verdict(feedback) {
  if (!feedback || feedback.fraction === null) return null;
  const [words, state] =
    feedback.fraction === 1 ? [WORDS.allRight, "right"] : feedback.fraction > 0 ? [WORDS.partly, "partly"] : [WORDS.notYet, "wrong"];
  return h("p", { class: "kv-verdict", "data-state": state }, h("span", { "aria-hidden": "true" }, state === "right" ? "✓ " : "→ "), t(words));
}

/** Right or not, with why, beside the thing it is about. @param {{right: boolean, why: Text|null}|undefined} item @returns {any} */
function explanation(item) {
  if (!item) return null;
  const mark = h("strong", {}, item.right ? "✓ " : "✗ ", t(item.right ? WORDS.right : WORDS.wrong));
  return h("div", { class: "kv-why", "data-right": item.right }, mark, item.why ? [": ", t(item.why)] : null);
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

/** Numbers of characters left at which a screen reader is told. */
const NEAR = [0, 20, 50, 100];

/** How many characters a text has, counted as the kernel counts them. @param {string} text */
function characters(text) {
  return [...text].length;
}

/** A field that grows with its text and says when there is little room left. What is written is never cut: a text too long is kept here and told.
 * @param {{id: string, labelledby: string, describedby: string, rows: number, limit: number, typed: (text: string, fits: boolean) => void, left: () => void}} about */
function textField({ id, labelledby, describedby, rows, limit, typed, left }) {
  const area = h("textarea", { id, rows, "aria-labelledby": labelledby, "aria-describedby": `${describedby} ${id}-room`, blur: left });
  const grow = h("div", { class: "kv-grow" }, area);
  const room = h("p", { class: "kv-room", id: `${id}-room` });
  const told = h("span", { role: "status", class: "kv-hidden" });
  const fits = () => characters(area.value) <= limit;
  const count = () => {
    grow.dataset.text = area.value;
    const over = characters(area.value) - limit;
    const near = over > -Math.min(300, limit / 5);
    area.setAttribute("aria-invalid", String(over > 0));
    room.dataset.over = String(over > 0);
    patch(room, near && over, () => [near && t(roomLeft(over))]);
    const step = over > 0 ? "over" : near && NEAR.find((one) => -over <= one);
    patch(told, step, () => [(step || step === 0) && t(roomLeft(over))]);
  };
  area.addEventListener("input", () => {
    count();
    typed(area.value, fits());
  });
  /** Show a text from outside; does nothing when it stands there already, so that the caret stays. @param {string} text */
  const show = (text) => {
    if (area.value !== text) {
      const [from, to] = [area.selectionStart, area.selectionEnd];
      area.value = text;
      if (document.activeElement === area) area.setSelectionRange(from, to);
    }
    count();
  };
  return { element: h("div", { class: "kv-field" }, grow, room, told), area, show, fits };
}

/** @param {number} over how many characters too many; negative when there is room @returns {Text} */
function roomLeft(over) {
  if (over > 0) {
    return { da: `${over} tegn for meget. Teksten gemmes, når den er forkortet.`, en: `${over} characters too many. The text is saved when it is shortened.` };
  }
  return { da: `Plads til ${-over} tegn mere`, en: `Room for ${-over} more characters` };
}
