// @ts-check
// A session that nobody keeps: the browser keeps a copy of the work, the reader is told before the session ends, and asked before she leaves
// with something that is in no file. The copy is this browser's alone. A later session has a copy of its own beside it, and offers the earlier one
// until everything in it is there too, or she throws it away.

/** @typedef {{site: string, session: string, stamp: string, text: string}} Copy */

const banner = /** @type {HTMLElement} */ (document.getElementById("passing"));
const told = banner.dataset;
const base = document.body.dataset.base ?? "/";
const COPIES = "kompetencevej-work";
/** So often it is asked whether something has changed, in milliseconds; it also tells the server that somebody is here. */
const askEvery = Number(told.seconds) * 1000;
/** So long after something was touched in a task it is asked, in milliseconds: by then the task has saved it. */
const SETTLES = 2500;
/** By what something may be changed in a task. */
const DOES = ["pointerdown", "keydown", "input", "change"];
/** So many milliseconds before the end the reader is told. */
const notice = 20 * 60_000;
const ends = Date.parse(told.ends ?? "");
/** So many milliseconds without a touch end the session, and so many before that the reader is told. */
const idle = Number(told.idle) * 60_000;
const idleNotice = Math.min(2 * 60_000, idle / 2);
/** Copies of different courses, and of one session and the next, lie side by side. */
const site = told.site ?? "";
const session = told.ends ?? "";
const SAVED = `kompetencevej-saved ${site}`;
const form = /** @type {HTMLFormElement} */ (document.getElementById("passing-copy"));
/** What there is, as the server last said it: how much, and when it was last changed; null where there is nothing. */
let stamp = /** @type {string|null} */ (null);
/** How often something was touched in a task, and how often that was when the server last said what there is: in between there may be more. */
let edits = 0;
let known = 0;
let leaving = false;
let touched = Date.now();
/** How often in a row the server has not answered. */
let unheard = 0;
let soon = 0;
/** The earlier copy that is offered. @type {Copy|undefined} */
let earlier;

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

/** @param {Copy} one */
const keyOf = (one) => `${one.site} ${one.session}`;

/** The copies of this course. @returns {Promise<Copy[]>} */
async function kept() {
  const all = /** @type {Copy[]} */ (await done((await copies("readonly")).getAll()));
  return all.filter((one) => one.site === site);
}

/** @param {Copy} one */
async function forget(one) {
  await done((await copies("readwrite")).delete(keyOf(one)));
}

/** @param {string} address */
async function asked(address) {
  const answer = await fetch(base + address, { cache: "no-store" });
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.text();
}

async function look() {
  const until = edits;
  let state;
  try {
    state = JSON.parse(await asked("work/state"));
    unheard = 0;
  } catch {
    unheard += 1; // asked again soon; what the page itself saves, it saves by its own line
    return warn();
  }
  if (state.who !== told.who) return; // another window sees the course as somebody else by now
  stamp = state.changed && `${state.things} ${state.changed}`;
  known = until;
  warn();
  try {
    await copy();
  } catch {
    // the browser keeps nothing, in a private window for instance, or the file did not come; then the next look keeps it
  }
}

/** Keep what there is in the browser, and offer what an earlier session left there. */
async function copy() {
  const all = await kept();
  let mine = all.find((one) => one.session === session);
  if (stamp && mine?.stamp !== stamp) {
    mine = { site, session, stamp, text: await asked("work/file") };
    await done((await copies("readwrite")).put(mine, keyOf(mine)));
  }
  await offer(all.filter((one) => one.session !== session), mine);
}

/** Offer the newest copy of an earlier session in which there is something that is not here; one that is here wholly is of no use any more.
 * @param {Copy[]} others @param {Copy|undefined} mine */
async function offer(others, mine) {
  earlier = undefined;
  for (const one of others.sort((one, other) => (one.session < other.session ? 1 : -1))) {
    if (mine && holds(mine.text, one.text)) await forget(one);
    else earlier ??= one;
  }
  form.hidden = !earlier;
  if (earlier) /** @type {HTMLTextAreaElement} */ (form.elements.namedItem("file")).value = earlier.text;
}

/** Whether everything in one work file is in another too, as it is there or newer. @param {string} one @param {string} other */
function holds(one, other) {
  const name = (/** @type {any} */ part) => [part.id ?? part.module, part.task ?? part.tomorrow, part.fingerprint].join("/");
  const parts = (/** @type {string} */ text) => ["answers", "attempts", "tried"].flatMap((kind) => JSON.parse(text)[kind] ?? []);
  const here = new Map(parts(one).map((part) => [name(part), part.saved_at]));
  return parts(other).every((part) => (here.get(name(part)) ?? "") >= part.saved_at);
}

function inAFile() {
  if (edits !== known) return false;
  try {
    return stamp === null || localStorage.getItem(SAVED) === stamp;
  } catch {
    return stamp === null;
  }
}

function warn() {
  const now = Date.now();
  const [closing, resting, silent] = [ends - now < notice, now - touched >= idle - idleNotice, unheard > 1];
  if (silent) say("silent");
  else if (closing) say("ends");
  else if (resting) say("idle");
  else say(!inAFile() ? "unsaved" : stamp === null ? "nothing" : "here");
  banner.dataset.tone = silent || closing || resting ? "warn" : "calm";
}

/** She has fetched her file. */
async function fetched() {
  await look();
  try {
    localStorage.setItem(SAVED, stamp ?? "");
  } catch {
    // then she is asked once more
  }
  warn();
}

/** @param {Event} event */
function goes(event) {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (event.type === "submit" || (link && link.href.startsWith(location.origin + base) && !link.hasAttribute("download"))) {
    leaving = true; // within the course, where nothing is lost
    setTimeout(() => (leaving = false), 2000);
  }
  if (link?.hasAttribute("data-save-work")) fetched();
}

/** Something was touched: the session goes on, and where it was in a task there may be something to keep. @param {Event} event */
function touch(event) {
  const rested = Date.now() - touched >= askEvery;
  touched = Date.now();
  if (DOES.includes(event.type) && event.target instanceof Element && event.target.closest("main")) {
    if (event.type === "input" || event.type === "change" || event.target.closest("button")) edits += 1;
    clearTimeout(soon);
    soon = window.setTimeout(look, SETTLES);
  } else if (rested) look();
}

document.addEventListener("click", goes, true);
document.addEventListener("submit", goes, true);
for (const kind of [...DOES, "pointermove", "wheel", "scroll"]) document.addEventListener(kind, touch, { capture: true, passive: true });
window.addEventListener("beforeunload", (event) => {
  if (!leaving && !inAFile()) event.preventDefault();
});
document.addEventListener("visibilitychange", look);
const away = /** @type {HTMLButtonElement} */ (form.querySelector("[data-throw-away]"));
away.addEventListener("click", async () => {
  const { da, en } = away.dataset;
  if (!earlier || !confirm(document.documentElement.dataset.lang === "en" ? en : da)) return;
  await forget(earlier);
  look();
});
setInterval(() => (Date.now() - touched < 2 * askEvery ? look() : warn()), askEvery);
look();

export {}; // a module: its names are its own
