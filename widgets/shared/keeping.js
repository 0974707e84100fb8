// @ts-check
// What is not confirmed yet, as the browser keeps it: for this window (sessionStorage), where a reload finds it again, and for the next visit
// (localStorage), since a window that is closed on a busy machine may be ended before it hears of it. Both are marked with their owner, so that nobody
// else is shown them, and go when they are confirmed.

/** `left`: its page was left. @typedef {{value: any, base?: number, sent?: any[], left?: boolean, at?: number}} KeptAnswer */

const KEPT_IN = /** @type {const} */ (["sessionStorage", "localStorage"]);
/** After so many milliseconds what nobody came back for is thrown away, whoever's it is. */
const KEPT_FOR = 30 * 24 * 3600 * 1000;
/** What another window keeps it saves itself, or goes on writing, within so many milliseconds, or that window is gone. */
const ANOTHERS_FOR = 3000;

/** Keeps one answer. A storage that is blocked, full or broken holds nothing; then only the page has it, and says that it is not saved. */
class Keeper {
  /** @param {string[]} keys the answer's, and those that it had while she logged in as somebody else */
  constructor(keys) {
    this.keys = keys;
  }

  /** @param {KeptAnswer} answer */
  keep(answer) {
    const kept = JSON.stringify({ ...answer, at: Date.now() });
    for (const where of KEPT_IN) quietly(() => window[where].setItem(this.keys[0], kept));
  }

  /** What was kept: this window's, else another's, with the milliseconds to `wait` until it is known that the other is gone.
   * @returns {KeptAnswer & {wait: number}|null} */
  found() {
    quietly(() => clearOld(window.localStorage));
    const [mine, anothers] = KEPT_IN.map((where) => this.keys.map((key) => quietly(() => JSON.parse(window[where].getItem(key) ?? "null"))).find(Boolean));
    if (mine) return { ...mine, wait: 0 };
    return anothers ? { ...anothers, wait: anothers.left ? 0 : Math.max(0, anothers.at + ANOTHERS_FOR - Date.now()) } : null;
  }

  forget() {
    for (const key of this.keys) for (const where of KEPT_IN) quietly(() => window[where].removeItem(key));
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
