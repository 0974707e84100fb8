// @ts-check
// The page of one text: what she writes is saved as she writes it, a level is one key, and giving it leads to the next text.

import { phrases } from "./phrases.js";

const SAVE_AFTER = 700; // milliseconds without a key
const AGAIN_AFTER = 2500; // milliseconds until what did not arrive is sent again
const OUTDATED = {
  da: "Siden er for gammel, eller du er logget ud. Kopiér kommentaren, og genindlæs siden.",
  en: "The page is too old, or you are logged out. Copy the comment and reload the page.",
};
const form = /** @type {HTMLFormElement} */ (document.querySelector("[data-desk]"));
const here = form.dataset.desk ?? "";
const status = /** @type {HTMLElement} */ (form.querySelector("[data-status]"));
const comment = /** @type {HTMLTextAreaElement} */ (form.querySelector("#comment"));
const revision = /** @type {HTMLInputElement} */ (form.elements.namedItem("revision"));

/** What was last saved, and what is being sent. */
let saved = written();
let timer = 0;
let busy = false;
let giving = false;
/** Giving was asked for and has not come through: whatever she writes meanwhile is saved, and then it is given. */
let asked = false;
let leaving = false;

/** Level and comment as one word. */
function written() {
  const found = new FormData(form);
  return JSON.stringify([found.get("level"), String(found.get("comment") ?? "").trim()]);
}

/** @param {string} state @param {{da: string, en: string}} [text] */
function tell(state, text) {
  status.dataset.state = state;
  for (const one of /** @type {NodeListOf<HTMLElement>} */ (status.querySelectorAll(":scope > [data-state]"))) {
    one.hidden = one.dataset.state !== state;
    if (text && !one.hidden) for (const words of /** @type {NodeListOf<HTMLElement>} */ (one.querySelectorAll("[lang]"))) words.textContent = words.lang === "en" ? text.en : text.da;
  }
}

/** Send the form; null when no answer came. @param {string} what @returns {Promise<Record<string, any>|null>} */
async function send(what) {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) body.set(name, String(value));
  body.set("live", "1");
  try {
    const answer = await fetch(`${here}/${what}`, { method: "POST", body, headers: { Accept: "application/json" } });
    if (answer.ok) return await answer.json();
    if (answer.status === 413) return { error: { da: "Kommentaren er for lang. Gør den kortere.", en: "The comment is too long. Make it shorter." } };
    return answer.status >= 500 ? null : { error: OUTDATED };
  } catch {
    return null; // the line or the service is away for a moment
  }
}

function saveSoon() {
  clearTimeout(timer);
  if (written() !== saved) tell("saving");
  timer = window.setTimeout(save, SAVE_AFTER);
}

async function save() {
  clearTimeout(timer);
  if (busy || giving) return;
  if (written() === saved) return giveLater();
  busy = true;
  const sent = written();
  const answer = await send("save");
  busy = false;
  if (giving) return;
  keep(answer, sent);
  if (!answer || answer.again) {
    tell("away");
    timer = window.setTimeout(save, AGAIN_AFTER);
  } else if (answer.error) {
    asked = false;
    tell("told", answer.error);
  } else if (written() === sent) {
    tell(asked ? "giving" : "saved");
    giveLater();
  } else saveSoon();
}

function giveLater() {
  if (asked) timer = window.setTimeout(give, AGAIN_AFTER);
}

/** Remember what is saved: also where giving was refused, or somebody else has the text. @param {Record<string, any>|null} answer @param {string} sent */
function keep(answer, sent) {
  if (!answer?.revision) return;
  revision.value = String(answer.revision);
  saved = sent;
}

async function give() {
  if (giving) return;
  giving = asked = true;
  clearTimeout(timer);
  while (busy) await new Promise((done) => setTimeout(done, 50));
  tell("giving");
  const sent = written();
  const answer = await send("give");
  if (answer?.to) {
    leaving = true;
    location.assign(`${document.body.dataset.base ?? "/"}${answer.to}`);
    return;
  }
  giving = false;
  keep(answer, sent);
  asked = !answer?.error || answer.again === true;
  tell(asked ? "away" : "told", answer?.error);
  giveLater();
}

/** Save what is written, and then go where the button leads. @param {HTMLElement} button */
async function leave(button) {
  do await new Promise((done) => setTimeout(done, 50)); // also where nothing is on its way: a form that is just being sent cannot be sent anew
  while (busy || giving);
  asked = false; // she has thought better of it
  await save();
  if (leaving || written() !== saved) return; // given meanwhile, or told on the page
  leaving = true;
  form.requestSubmit(button);
}

form.addEventListener("input", (event) => {
  if (/** @type {HTMLElement} */ (event.target).id !== "phrase") saveSoon();
});
form.addEventListener("change", (event) => {
  if (/** @type {HTMLInputElement} */ (event.target).name === "level") save();
});
form.addEventListener("submit", (event) => {
  if (leaving) return;
  event.preventDefault();
  if (event.submitter?.hasAttribute("formaction")) leave(event.submitter);
  else give();
});
window.addEventListener("beforeunload", (event) => {
  if (!leaving && (asked || written() !== saved)) event.preventDefault();
});
window.addEventListener("pageshow", (event) => event.persisted && location.reload()); // kept from before it was given, it would save nothing
window.addEventListener("pagehide", () => {
  if (leaving || written() === saved) return;
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) body.set(name, String(value));
  navigator.sendBeacon(`${here}/save`, body);
});

// Keys: digits choose a level wherever nothing is being written, and can be switched off.
const keys = /** @type {HTMLInputElement} */ (form.querySelector("[data-keys-on]"));
/** @type {HTMLElement} */ (form.querySelector("[data-keys]")).hidden = false;
try {
  keys.checked = localStorage.getItem("kompetencevej-keys") !== "off";
} catch {
  // a storage that is blocked remembers nothing
}
keys.addEventListener("change", () => {
  try {
    localStorage.setItem("kompetencevej-keys", keys.checked ? "on" : "off");
  } catch {
    // as above
  }
});
document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && form.contains(/** @type {Node} */ (event.target))) {
    event.preventDefault();
    give();
    return;
  }
  if (!keys.checked || event.ctrlKey || event.metaKey || event.altKey || !/^[0-4]$/.test(event.key)) return;
  const at = /** @type {HTMLElement} */ (event.target);
  if (at.closest("textarea, select, input:not([type=radio]):not([type=checkbox])")) return;
  const level = /** @type {HTMLInputElement} */ (form.querySelector(`#level-${event.key}`));
  level.checked = true;
  level.focus({ preventScroll: true });
  save();
});

if (matchMedia("(max-width: 61.99rem)").matches) form.querySelector(".desk-situation")?.removeAttribute("open");
phrases(form, comment, saveSoon);
