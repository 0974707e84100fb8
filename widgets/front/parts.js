// @ts-check
// What every module page has, whichever front end shows its components: the sentence about the line, the places of the tasks, how far one is.

export const base = document.body.dataset.base ?? "/";
export const slots = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-slot]")]);

/** The region that says how the page is doing: it shows one of its sentences, or none when all is well. */
export class Status {
  /** @param {string} state */
  constructor(state) {
    this.region = /** @type {HTMLElement} */ (document.getElementById("status"));
    this.state = state;
    this.final = false;
    this.show();
  }

  /** @param {string} state @param {boolean} [final] whether nothing else can be said after it */
  say(state, final = false) {
    if (state === this.state || this.final) return;
    this.state = state;
    this.final = final;
    this.show();
  }

  show() {
    this.region.dataset.state = this.state;
    for (const line of /** @type {NodeListOf<HTMLElement>} */ (this.region.querySelectorAll("[data-says]"))) line.hidden = line.dataset.says !== this.state;
  }

  /** The tasks cannot be shown at all. @param {string|undefined} number of the error in the course's log */
  fail(number) {
    slots.forEach(fail);
    const place = this.region.querySelector("[data-number]");
    if (place && number) place.textContent = `(${number})`;
    this.say("failed", true);
  }
}

/** Say in a task's place that it could not be shown. @param {HTMLElement|null} slot */
export function fail(slot) {
  if (!slot) return;
  slot.dataset.failed = "";
  for (const line of /** @type {NodeListOf<HTMLElement>} */ (slot.querySelectorAll("[data-slot-says]"))) line.hidden = line.dataset.slotSays !== "failed";
}

/** Show the task that the address names, once the tasks are there. */
export function goToTask() {
  if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

/** Keep the figures of how far one is up to date, whenever a task says that it has saved. */
export function followProgress() {
  let due = 0;
  const saves = new MutationObserver((changes) => {
    if (!changes.some((change) => /** @type {Element} */ (change.target).getAttribute("data-state") === "saved")) return;
    clearTimeout(due);
    due = window.setTimeout(showProgress, 400);
  });
  for (const slot of slots) saves.observe(slot, { attributes: true, attributeFilter: ["data-state"], subtree: true });
}

async function showProgress() {
  try {
    const answer = await fetch(`${base}module/${document.body.dataset.module}/progress`, { cache: "no-store", redirect: "manual" });
    if (!answer.ok) return;
    const found = await answer.json();
    for (const bar of document.querySelectorAll("[data-live-progress]")) {
      fill(bar, found.done, found.of);
      bar.querySelector("progress")?.setAttribute("value", found.done);
    }
    for (const link of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-page-progress]"))) {
      const [done, of] = found.pages[link.dataset.pageProgress ?? ""] ?? [0, 0];
      fill(link, done, of);
      link.toggleAttribute("data-finished", done === of);
    }
  } catch {
    // the status says when there is no connection
  }
}

/** @param {Element} place @param {number} done @param {number} of */
function fill(place, done, of) {
  for (const word of place.querySelectorAll("[data-done]")) word.textContent = String(done);
  for (const word of place.querySelectorAll("[data-of]")) word.textContent = String(of);
}

/** The form field that shows that a request comes from a page of ours. */
export function signed(fields = {}) {
  const form = new FormData();
  form.append("_xsrf", /(?:^|; )_xsrf=([^;]*)/.exec(document.cookie)?.[1] ?? "");
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}

/** How long a click that leads away waits for what is on its way to be saved, in milliseconds. */
const HELD_FOR = 3000;

/** What a component has not seen confirmed when the page is hidden or left goes by a request that outlives the page. Browsers carry 64 KB so; what is
 * longer goes as an ordinary request, and should the page be gone first, the browser has kept it. @param {() => string} address as for the goodbye */
export function carryLastWords(address) {
  document.addEventListener("kompetencevej:unconfirmed", (/** @type {any} */ event) => {
    const [url, body] = [base + address(), signed({ said: JSON.stringify(event.detail) })];
    if (!navigator.sendBeacon(url, body)) fetch(url, { method: "POST", body, redirect: "manual" }).catch(() => {});
  });
}

/** A click or a form that leads away, to log out or to hand in, waits a moment for what is on its way to be saved. */
export function saveBeforeLeaving() {
  const held = () => {
    /** @type {Promise<void>[]} */
    const unsaved = [];
    document.dispatchEvent(new CustomEvent("kompetencevej:leaving", { detail: unsaved }));
    return unsaved.length ? Promise.race([Promise.all(unsaved), new Promise((over) => setTimeout(over, HELD_FOR))]) : null;
  };
  document.addEventListener("click", (event) => {
    const link = /** @type {HTMLAnchorElement|null} */ (/** @type {Element} */ (event.target).closest("a[href]"));
    const elsewhere = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || link?.target || link?.hasAttribute("download");
    if (!link || elsewhere || event.defaultPrevented || samePage(link)) return;
    const waits = held();
    if (!waits) return;
    event.preventDefault();
    waits.then(() => location.assign(link.href));
  });
  /** The form that has waited. @type {EventTarget|null} */
  let waited = null;
  document.addEventListener("submit", (event) => {
    const waits = event.defaultPrevented || event.target === waited ? null : held();
    if (!waits) return;
    event.preventDefault();
    waited = event.target;
    waits.then(() => /** @type {HTMLFormElement} */ (waited).requestSubmit(event.submitter));
  });
}

/** @param {HTMLAnchorElement} link */
function samePage({ origin, pathname, search }) {
  return origin === location.origin && pathname === location.pathname && search === location.search;
}

/** Closing the page ends its kernel. @param {() => string} address where it is told to, relative to the course's */
export function sayGoodbye(address) {
  window.addEventListener("pagehide", () => navigator.sendBeacon(base + address(), signed()));
}

/** The list of contents is open where there is room beside the page. */
export function foldContents() {
  const contents = /** @type {HTMLDetailsElement|null} */ (document.querySelector("[data-contents]"));
  const wide = matchMedia("(min-width: 62rem)");
  const fold = () => contents && (contents.open = wide.matches);
  wide.addEventListener("change", fold);
  fold();
}
