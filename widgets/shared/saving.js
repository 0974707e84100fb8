// @ts-check
// How an answer gets to the kernel, and what is known of it until the kernel has confirmed it.

/** @typedef {{state: string, at: string|null, message: Both|null, theirs?: any, reply: string|null, revision?: number, again?: boolean}} Saved */

/** How long the kernel may take to confirm before the reader is told, in milliseconds. */
const CONFIRM_WITHIN = 8000;
/** How long to wait between tries while there is no answer, in milliseconds. */
const TRY_EVERY = 10_000;
/** How long typing must rest before it is saved, in milliseconds. */
const TYPING_RESTS = 700;

/** Whether two answers are the same, whatever the order of their parts' names. @param {any} a @param {any} b */
function same(a, b) {
  const plain = (/** @type {any} */ value) => JSON.stringify(value && typeof value === "object" && !Array.isArray(value) ? Object.entries(value).sort() : value);
  return plain(a) === plain(b);
}

/** Sends answers to the kernel and knows what became of them.
 * Keeps an unconfirmed answer in this browser, marked with its owner (keeping.js), so that neither a reload nor closing the window loses it. What a
 * page that is left cannot wait to see confirmed goes once more by a request that outlives the page.
 * Each message says on which revision of the saved answer it rests, so that nothing newer is overwritten unseen. */
class Saver {
  /** @param {any} model @param {() => void} changed called when the state shown should change @param {AbortSignal} signal */
  constructor(model, changed, signal) {
    const task = model.get("task");
    this.model = model;
    this.changed = changed;
    this.kept = new Keeper([task.owner, ...(task.formerly ?? [])].map((owner) => `kompetencevej:${owner}:${task.module}:${task.id}`));
    /** What was sent last and is not confirmed. @type {{id: string, type: string, value?: any, base?: number, over: string[]}|null} */
    this.pending = null;
    /** The id of what was last sent by a request that outlives the page. */
    this.carried = "";
    /** Who waits until nothing is unconfirmed. @type {(() => void)[]} */
    this.waiting = [];
    /** What is being typed and not sent; `fits` when it may be saved. @type {{value: any, fits: boolean}|null} */
    this.typed = null;
    /** All that was sent since the last confirmed answer. @type {{id: string, value: any}[]} */
    this.sent = [];
    /** The revision on which what stands here rests. @type {number|undefined} */
    this.base = undefined;
    this.late = false;
    this.timer = 0;
    this.resting = 0;
    this.resuming = 0;
    const settle = () => this.settle();
    model.on("change:saved", settle);
    signal.addEventListener("abort", () => {
      this.flush();
      clearTimeout(this.timer);
      clearTimeout(this.resuming);
      model.off("change:saved", settle);
    });
    document.addEventListener("visibilitychange", () => (document.visibilityState === "visible" ? this.look() : this.leave()), { signal });
    window.addEventListener("pagehide", () => this.leave(), { signal, capture: true }); // before the page says goodbye
    document.addEventListener("kompetencevej:leaving", (/** @type {any} */ event) => this.hold(event.detail), { signal });
    window.addEventListener("beforeunload", (event) => this.stuck() && event.preventDefault(), { signal });
    window.addEventListener("online", () => this.late && this.again(), { signal });
    document.addEventListener("kompetencevej:line", (/** @type {any} */ event) => this.reconnect(event.detail.fresh), { signal });
  }

  /** The answer to show: what is being typed, else what is on its way, else what is saved. */
  value() {
    if (this.typed) return this.typed.value;
    return this.pending && this.pending.type !== "refresh" ? this.pending.value : this.model.get("answer");
  }

  /** Take up what an earlier page of this window, or of this browser, could not save. */
  resume() {
    const kept = this.kept.found();
    if (kept?.wait) return void (this.resuming = setTimeout(() => this.unconfirmed() || this.resume(), kept.wait));
    const answer = this.model.get("answer");
    if (!kept || same(kept.value, answer)) return this.kept.forget();
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

  /** The page is hidden or left: what is not confirmed goes once more in a way that outlives it, and stays in this browser until it is. */
  leave() {
    this.flush();
    if (!this.unconfirmed()) return;
    this.keep(true);
    if (!this.pending || this.pending.id === this.carried) return;
    this.carried = this.pending.id;
    const message = { comm_id: this.model.get("task").comm, data: { method: "custom", content: this.pending } };
    document.dispatchEvent(new CustomEvent("kompetencevej:unconfirmed", { detail: message }));
  }

  /** Let whoever is about to leave the page wait for what is on its way. @param {Promise<void>[]} held */
  hold(held) {
    this.flush();
    if (this.pending && this.unconfirmed()) held.push(new Promise((done) => this.waiting.push(done)));
  }

  /** Whether there is anything here that may not be saved. */
  unconfirmed() {
    return this.typed !== null || (this.pending !== null && this.pending.type !== "refresh");
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
    const over = ["save", "check"].includes(type) ? this.sent.map((one) => one.id) : [];
    this.pending = { id: crypto.randomUUID?.() ?? String(Math.random()), type, value, base: this.base, over };
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
      else this.kept.forget();
      for (const done of this.waiting.splice(0)) done();
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
    this.kept.forget();
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

  keep(left = false) {
    this.kept.keep({ value: this.value(), base: this.base, sent: this.sent.slice(0, 5).map((one) => one.value), left });
  }

  /** What to tell: {state: none|saving|saved|held|late|conflict|error, at, message}. */
  status() {
    const saved = this.model.get("saved");
    const fetching = this.pending?.type === "refresh";
    if (this.typed && !this.typed.fits) return { state: "held", at: null, message: WORDS.held };
    if (this.late) return { state: "late", at: null, message: fetching ? WORDS.unread : WORDS.unsaved };
    if (this.typed || (this.pending && saved.reply !== this.pending.id)) return { state: "saving", at: null, message: fetching ? WORDS.fetching : WORDS.saving };
    return { state: saved.state, at: saved.at, message: saved.message };
  }
}
