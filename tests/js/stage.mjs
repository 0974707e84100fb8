// What the tests of the components share: a page, a kernel that answers only what it is asked, and a learner's hands.

import { readFileSync, readdirSync } from "node:fs";
import { JSDOM } from "jsdom";

const widgets = new URL("../../widgets/", import.meta.url);
const read = (name) => readFileSync(new URL(name, widgets), "utf-8");
const SHARED = readdirSync(new URL("shared/", widgets)).filter((name) => name.endsWith(".js")).sort().map((name) => read(`shared/${name}`)).join("");

const { window } = new JSDOM('<!doctype html><html lang="da" data-lang="da"><body></body></html>', { url: "http://course.test/", pretendToBeVisual: true });
for (const name of ["document", "sessionStorage", "localStorage", "AbortController", "AbortSignal", "Event", "KeyboardEvent", "MouseEvent", "CustomEvent"]) globalThis[name] = window[name];
globalThis.window = window;
window.Element.prototype.scrollIntoView = () => {};

const NAMES = "Saver statusLine textField h t paragraphs language onLanguage clock same patch frame verdict explanation characters roomLeft WORDS CONFIRM_WITHIN TRY_EVERY TYPING_RESTS today".split(" ");

function imported(source) {
  return import(`data:text/javascript,${encodeURIComponent(source)}`);
}

/** What all components share, with its inner names. */
export const shared = await imported(`${SHARED}\nexport { ${NAMES.join(", ")} };`);

/** A component as anywidget loads it. */
export function component(stem) {
  return imported(SHARED + read(`${stem}.js`));
}

/** A strict stand-in for anywidget's model: an unknown trait, event or method is a mistake in the component. */
export class Model {
  constructor(state) {
    this.state = { answer: null, feedback: null, remarks: [], saved: { state: "none", at: null, message: null, reply: null, revision: 0 }, ...state };
    this.heard = {};
    this.messages = [];
    this.gone = false;
    return new Proxy(this, {
      get: (target, name) => {
        if (!(name in target)) throw new Error(`the component used model.${String(name)}`);
        return target[name];
      },
    });
  }

  get(name) {
    if (!(name in this.state)) throw new Error(`the component asked for the unknown trait ${name}`);
    return this.state[name];
  }

  on(event, follow) {
    if (event !== "msg:custom" && !(event.startsWith("change:") && event.slice(7) in this.state)) throw new Error(`no event ${event}`);
    (this.heard[event] ??= []).push(follow);
  }

  off(event, follow) {
    this.heard[event] = (this.heard[event] ?? []).filter((one) => one !== follow);
  }

  send(message) {
    if (this.gone) throw new Error("Cannot send a message to a dead kernel");
    this.messages.push(structuredClone(message));
  }

  /** The last message from the page. */
  last() {
    return this.messages.at(-1);
  }

  /** The kernel sets traits. */
  set(changes) {
    const changed = Object.keys(changes).filter((name) => JSON.stringify(this.state[name]) !== JSON.stringify(changes[name]));
    Object.assign(this.state, changes);
    for (const name of changed) for (const follow of this.heard[`change:${name}`] ?? []) follow();
  }

  /** The kernel has saved what a message brought. */
  confirm(message = this.last(), more = {}) {
    const revision = (this.state.saved.revision ?? 0) + 1;
    this.set({ answer: message.value, feedback: null, saved: { state: "saved", at: "2026-01-02T03:04:05Z", message: null, reply: message.id, revision }, ...more });
  }

  /** The kernel answers that something stood in the way. */
  refuse(state, more = {}) {
    const message = { da: "Det gik ikke.", en: "It did not work." };
    this.set({ saved: { state, at: null, message, reply: this.last().id, revision: this.state.saved.revision, ...more } });
  }

  /** The kernel sends a message of its own. */
  tell(content, buffers = []) {
    for (const follow of this.heard["msg:custom"] ?? []) follow(content, buffers);
  }
}

/** What takes away the components that are shown. @type {AbortController[]} */
const shown = [];

/** Show a component; `leave` takes it away again. */
export async function show(stem, state) {
  const model = new Model(state);
  const el = document.createElement("div");
  document.body.append(el);
  const leaving = new AbortController();
  shown.push(leaving);
  (await component(stem)).default.render({ model, el, signal: leaving.signal });
  const leave = () => {
    leaving.abort();
    el.remove();
  };
  return { model, el, leave };
}

/** Take away everything a test left behind. */
export function clear() {
  for (const leaving of shown.splice(0)) leaving.abort();
  document.body.replaceChildren();
  sessionStorage.clear();
  localStorage.clear();
  speak("da");
}

/** The reader switches language. */
export function speak(language) {
  document.documentElement.dataset.lang = language;
  document.dispatchEvent(new CustomEvent("kompetencevej:language"));
}

/** The text a reader sees in Danish. */
export function danish(element) {
  const copy = element.cloneNode(true);
  copy.querySelectorAll('[lang="en"]').forEach((one) => one.remove());
  return copy.textContent;
}

/** The button with these Danish words in its name. */
export function button(el, words) {
  return [...el.querySelectorAll("button")].find((one) => danish(one).includes(words));
}

/** Choose, tick or write, as a browser would report it. */
export function change(element, value) {
  if (typeof value === "boolean") element.checked = value;
  else element.value = value;
  element.dispatchEvent(new Event("change", { bubbles: true }));
}

/** Write in a field. */
export function type(area, text) {
  area.value = text;
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Put the window aside, or take it up again. */
export function visible(is) {
  Object.defineProperty(document, "visibilityState", { value: is ? "visible" : "hidden", configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}

const both = (da) => ({ da, en: `${da} (en)` });
const common = { competence: "samtale.kanal", level: 2, title: both("Titel"), prompt: both("Hvad gør du?\n\nVælg."), module: "9-proeve", owner: "a1b2c3" };
const item = (id) => ({ id, text: both(id.toUpperCase()) });

/** A task of each kind of tool, as a browser gets it. */
export const TOOLS = {
  owncase: {
    ...common,
    id: "sag",
    kind: "owncase",
    use: "tool",
    fields: [
      { id: "forandring", heading: both("Forandringen"), help: both("Hvad?"), max_chars: 20 },
      { id: "hvem", heading: both("Hvem"), help: both("Hvem?"), max_chars: 300 },
    ],
  },
  survey: {
    ...common,
    id: "parat",
    kind: "survey",
    use: "tool",
    round: "start",
    first: null,
    scale: { low: both("Slet ikke"), high: both("Helt") },
    themes: [
      { id: "vej", name: both("Finde vej"), statements: ["nyt", "staa"].map(item) },
      { id: "tid", name: both("Tid"), statements: ["oeve"].map(item) },
    ],
  },
  archetypes: {
    ...common,
    id: "typer",
    kind: "archetypes",
    use: "tool",
    archetypes: ["frontloeber", "gennemsnit", "analog", "skeptiker"].map((id) => ({ id, name: both(id), brings: both("Bringer"), needs: both("Mangler") })),
    situations: [
      { ...item("moede"), answers: [{ ...item("straks"), weights: { frontloeber: 2 } }, { ...item("vente"), weights: { gennemsnit: 1, analog: 1 } }] },
      { ...item("fejl"), answers: [{ ...item("pen"), weights: { analog: 2 } }, { ...item("note"), weights: { skeptiker: 1 } }] },
    ],
  },
  adkar: {
    ...common,
    id: "fem",
    kind: "adkar",
    use: "tool",
    case: "9-proeve/sag",
    lowest: both("Slet ikke"),
    highest: both("Helt"),
    barrier: 3,
    limits: { change: 200, first_help: 1000, whom: 200 },
    elements: ["awareness", "desire", "knowledge", "ability", "reinforcement"].map((id) => ({ id, name: both(id), statement: both(`Udsagn ${id}`), begin: both(`Begynd ${id}`) })),
  },
  forcefield: { ...common, id: "felt", kind: "forcefield", use: "tool", case: "9-proeve/sag", least: 2, most: 3, limits: { how: 1000, whom: 200, force: 300 } },
  transition: {
    ...common,
    id: "over",
    kind: "transition",
    use: "tool",
    case: null,
    chars: 1000,
    most: 200,
    zones: ["ending", "neutral", "beginning"].map((id) => ({ id, name: both(id), meaning: both("Mening") })),
    ps: ["purpose", "picture", "plan", "part"].map((id) => ({ id, name: both(id), question: both("Hvad?"), missing: both(`Uden ${id}`) })),
  },
};

/** A task of each other kind, as a browser gets it. */
export const TASKS = {
  choice: { ...common, id: "valg", kind: "choice", use: "graded", multiple: true, options: ["a", "b", "c"].map(item) },
  order: { ...common, id: "orden", kind: "order", use: "graded", steps: ["a", "b", "c"].map(item) },
  match: { ...common, id: "par", kind: "match", use: "graded", left: ["a", "b"].map(item), right: ["x", "y", "z"].map(item) },
  freetext: { ...common, id: "tekst", kind: "text", use: "graded", covers: [both("Rammen")], max_chars: 200 },
  plan: {
    ...common,
    id: "plan",
    kind: "plan",
    use: "tool",
    document: { filename: "min-plan", title: both("Min plan"), intro: both("Til dig.") },
    sections: [
      { id: "maal", heading: both("Mål"), help: both("Hvorfor?"), kind: "text", items: [] },
      { id: "foer", heading: both("Før"), help: both("Sæt kryds."), kind: "checklist", items: ["lyd", "lys"].map(item) },
    ],
  },
};
