// @ts-check
// What is not confirmed yet, as the browser keeps it: this window's (sessionStorage), which a reload finds again, and what a window left behind
// (localStorage), which the next visit finds. Both are marked with their owner, so that nobody else is shown them, and go when they are confirmed.

/** @typedef {{value: any, base?: number, sent?: any[], at?: number}} KeptAnswer */

const KEPT_IN = /** @type {const} */ (["sessionStorage", "localStorage"]);
/** After so many milliseconds what nobody came back for is thrown away, whoever's it is. */
const KEPT_FOR = 30 * 24 * 3600 * 1000;

/** Keeps one answer. A storage that is blocked, full or broken holds nothing; then only the page has it, and says that it is not saved. */
class Keeper {
  /** @param {string} key */
  constructor(key) {
    this.key = key;
  }

  /** @param {KeptAnswer} answer @param {"sessionStorage"|"localStorage"} where */
  keep(answer, where) {
    quietly(() => window[where].setItem(this.key, JSON.stringify({ ...answer, at: Date.now() })));
  }

  /** What was kept: this window's, else what another left behind. @returns {KeptAnswer|null} */
  found() {
    quietly(() => clearOld(window.localStorage));
    const read = (/** @type {"sessionStorage"|"localStorage"} */ where) => quietly(() => JSON.parse(window[where].getItem(this.key) ?? "null"));
    return read("sessionStorage") ?? read("localStorage") ?? null;
  }

  forget() {
    for (const where of KEPT_IN) quietly(() => window[where].removeItem(this.key));
  }
}

/** @template T @param {() => T} act @returns {T|undefined} */
function quietly(act) {
  try {
    return act();
  } catch {
    return undefined;
  }
}

/** @param {Storage} storage */
function clearOld(storage) {
  for (const key of Object.keys(storage)) {
    if (!/^kompetencevej:[^:]+:[^:]+:[^:]+$/.test(key)) continue;
    const kept = quietly(() => JSON.parse(storage.getItem(key) ?? "null"));
    if (!(Date.now() - kept?.at < KEPT_FOR)) storage.removeItem(key);
  }
}
