// @ts-check
// Where people share computers: a page that nobody touches logs its reader out, after saying so, and a page that is read says that she is there.
// Time is the browser's clock and not a timer's, so that a computer that slept knows how long it did; one window's reader keeps the others.

const told = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;
const NOTICED = "kompetencevej-here";
/** After so many milliseconds without a touch the login ends. */
const idle = Number(told.seconds) * 1000;
/** So many milliseconds before, the reader is told. */
const notice = Math.min(60_000, idle / 4);
/** So often the Hub hears of somebody who reads, in milliseconds, and so often the clock is looked at. */
const [tellEvery, lookEvery] = [Math.min(60_000, idle / 4), Math.min(5000, idle / 10)];
const warning = /** @type {HTMLElement} */ (document.getElementById("idle"));
let last = Date.now();
let said = Date.now(); // the page itself was asked for by somebody

function touched() {
  if (Date.now() - lastTouch() > idle) return look(); // too late: she who touches it now may be another
  last = Date.now();
  try {
    localStorage.setItem(NOTICED, String(last));
  } catch {
    // then each window counts for itself
  }
  warning.hidden = true;
  if (last - said > tellEvery) {
    said = last;
    fetch(/** @type {string} */ (told.here), { cache: "no-store", redirect: "manual" }).catch(() => {}); // the next touch says it again
  }
}

/** When anything was last touched, in any window. */
function lastTouch() {
  try {
    return Math.max(last, Number(localStorage.getItem(NOTICED)) || 0);
  } catch {
    return last;
  }
}

function look() {
  const rested = Date.now() - lastTouch();
  if (rested > idle) location.replace(/** @type {string} */ (told.end));
  else if (warning.hidden !== rested < idle - notice) warning.hidden = rested < idle - notice;
}

for (const kind of ["pointerdown", "pointermove", "keydown", "wheel", "scroll", "touchstart"]) {
  document.addEventListener(kind, touched, { capture: true, passive: true });
}
for (const kind of ["visibilitychange", "pageshow", "focus"]) window.addEventListener(kind, look);
try {
  localStorage.setItem(NOTICED, String(last));
} catch {
  // then each window counts for itself
}
setInterval(look, lookEvery);
