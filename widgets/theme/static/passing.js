// @ts-check
// A session that nobody keeps: the browser keeps a copy of the work, the reader is told before the session ends, and asked before she leaves
// with something that is in no file. The copy is this browser's alone, and offered when a new session has nothing in it.

const told = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;
const base = document.body.dataset.base ?? "/";
const COPIES = "kompetencevej-work";
const SAVED = "kompetencevej-saved";
/** So often it is asked whether something has changed, in milliseconds; it also tells the server that somebody is here. */
const askEvery = Number(told.seconds) * 1000;
/** So many milliseconds before the end the reader is told. */
const notice = 20 * 60_000;
const ends = Date.parse(told.ends ?? "");
/** Copies of different courses lie side by side. */
const site = told.site ?? "";
const banner = /** @type {HTMLElement} */ (document.getElementById("passing"));
let changed = /** @type {string|null} */ (null);
let leaving = false;
let touched = Date.now();

/** @param {string} name */
function say(name) {
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (banner.querySelectorAll("[data-says]"))) part.hidden = part.dataset.says !== name;
}

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** @param {IDBTransactionMode} mode */
async function copies(mode) {
  const opening = indexedDB.open(COPIES, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("copies");
  return (await done(opening)).transaction("copies", mode).objectStore("copies");
}

/** @returns {Promise<{text: string, changed: string}|undefined>} */
async function kept() {
  try {
    return await done((await copies("readonly")).get(site));
  } catch {
    return undefined; // the browser keeps nothing, in a private window for instance
  }
}

async function look() {
  try {
    const state = await (await fetch(`${base}work/state`, { cache: "no-store" })).json();
    changed = state.changed;
    if (!state.things) return offer();
    if (changed && (await kept())?.changed !== changed) {
      const text = await (await fetch(`${base}work/file`, { cache: "no-store" })).text();
      await done((await copies("readwrite")).put({ text, changed }, site));
    }
  } catch {
    // asked again soon; what the page itself saves, it saves by its own line
  }
  warn();
}

/** A session without any work: what this browser has from an earlier one can be brought in. */
async function offer() {
  const copy = await kept();
  const form = /** @type {HTMLFormElement} */ (document.getElementById("passing-copy"));
  form.hidden = !copy;
  if (copy) /** @type {HTMLTextAreaElement} */ (form.elements.namedItem("file")).value = copy.text;
}

function inAFile() {
  try {
    return changed === null || sessionStorage.getItem(SAVED) === changed;
  } catch {
    return changed === null;
  }
}

function warn() {
  const left = ends - Date.now();
  if (left < notice) say("ends");
  else say(inAFile() ? "here" : "unsaved");
  banner.dataset.tone = left < notice ? "warn" : "calm";
}

/** @param {Event} event */
function goes(event) {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (event.type === "submit" || (link && link.href.startsWith(location.origin + base) && !link.hasAttribute("download"))) {
    leaving = true; // within the course, where nothing is lost
    setTimeout(() => (leaving = false), 2000);
  }
  if (link?.hasAttribute("data-save-work")) {
    setTimeout(() => {
      try {
        sessionStorage.setItem(SAVED, changed ?? "");
      } catch {
        // then she is asked once more
      }
      warn();
    }, 500);
  }
}

document.addEventListener("click", goes, true);
document.addEventListener("submit", goes, true);
for (const kind of ["pointerdown", "keydown", "scroll"]) document.addEventListener(kind, () => (touched = Date.now()), { capture: true, passive: true });
window.addEventListener("beforeunload", (event) => {
  if (!leaving && !inAFile()) event.preventDefault();
});
document.addEventListener("visibilitychange", look);
setInterval(() => (Date.now() - touched < 2 * askEvery ? look() : warn()), askEvery);
look();
