// @ts-check
// A page's line to its kernel. A line that is cut is opened again, to the same kernel while it lives, else to a new one with the page as it is saved.

import { PROTOCOL, pack, unpack } from "./wire.js";

/** How long to wait before each try to open a line that was cut, in milliseconds; the last one goes on. */
const WAITS = [100, 300, 1000, 2000, 4000, 8000];

/** How long a line must have been open to be tried again at once when it is cut, in milliseconds. */
const STEADY = 5000;
/** How long a kernel may take to answer anything at all, in milliseconds. */
const ANSWERED_WITHIN = 8000;
/** How long a line may take to open before the kernel is asked after, in milliseconds: a line to a kernel that died meanwhile never opens. */
const OPEN_WITHIN = 3000;
/** How long it may take at most, in milliseconds: what stands between may have lost it without a word. */
const GIVEN_UP_AFTER = 15_000;
/** How long a new kernel may take to come, in milliseconds. */
const WOKEN_WITHIN = 60_000;

/** What whoever leads requests to a replica answers when it is not there. */
const GONE = [502, 503, 504];

/** @typedef {"opening"|"open"|"mending"|"cut"|"ended"} Phase opening: never open yet; mending: cut a moment ago; ended: for good */
/** @typedef {{kernel: string, at: string, components: Record<string, {model: string, module: string, state: Record<string, any>}>}} View */

export class Line {
  /**
   * @param {object} about
   * @param {string} about.base the course's address
   * @param {string} about.kernel the kernel's id
   * @param {string} about.at what stands before the kernel's addresses
   * @param {(within: AbortSignal) => Promise<Response>} about.wake asks for a new kernel
   * @param {(view: View) => void} about.renewed a new kernel has taken over, with these components
   * @param {(comm: string, data: any, buffers: ArrayBuffer[]) => void} about.heard a component's message has come
   * @param {(phase: Phase, fresh: boolean) => void} about.changed the phase has changed; `fresh` when a new kernel has taken over
   */
  constructor({ base, kernel, at, wake, renewed, heard, changed }) {
    this.base = base;
    this.kernel = kernel;
    this.at = at;
    this.wake = wake;
    this.renewed = renewed;
    this.heard = heard;
    this.changed = changed;
    this.session = identifier();
    /** @type {Phase} */
    this.phase = "opening";
    this.tries = 0;
    this.since = 0;
    /** When this line began to open. */
    this.begun = 0;
    /** When something was sent to which nothing has come back yet. */
    this.asked = 0;
    this.fresh = false;
    this.timer = 0;
    this.mending = false;
    /** Whether there was no place for the page's new kernel when it was last asked for. */
    this.crowded = false;
    /** What was sent before the line was open for the first time. @type {[string, any][]} */
    this.waiting = [];
    /** @type {WebSocket|null} */
    this.socket = null;
  }

  /** Where the kernel is. */
  address() {
    return `${this.base}${this.at}api/kernels/${this.kernel}`;
  }

  /** Open the line. */
  open() {
    const socket = new WebSocket(`${location.origin.replace(/^http/, "ws")}${this.address()}/channels?session_id=${this.session}`, [PROTOCOL]);
    socket.binaryType = "arraybuffer";
    this.begun = Date.now();
    const late = window.setInterval(() => (socket === this.socket ? this.beat() : clearInterval(late)), OPEN_WITHIN);
    socket.onopen = () => {
      clearInterval(late);
      if (socket === this.socket) this.opened();
    };
    socket.onmessage = (event) => socket === this.socket && this.receive(event.data);
    socket.onclose = () => socket === this.socket && this.cut();
    this.socket = socket;
  }

  opened() {
    this.since = Date.now();
    const { fresh } = this;
    this.fresh = false;
    const waiting = this.waiting.splice(0);
    this.enter("open", fresh);
    if (!fresh) for (const [comm, content] of waiting) this.send(comm, content); // to a new kernel, who is unanswered sends again
  }

  /** @param {ArrayBuffer} bytes */
  receive(bytes) {
    this.asked = 0;
    const { header, content, buffers } = unpack(bytes);
    if (header.msg_type === "comm_msg") this.heard(content.comm_id, content.data, buffers);
  }

  /** Send a component's message. Throws when the line has been cut for a while; whoever sent it will want to send it again.
   * @param {string} comm @param {any} content */
  send(comm, content) {
    if (this.phase === "open") {
      this.asked ||= Date.now();
      const header = { msg_id: identifier(), msg_type: "comm_msg", session: this.session, username: "", date: new Date().toISOString(), version: "5.3" };
      this.socket?.send(pack("shell", { header, content: { comm_id: comm, data: { method: "custom", content } } }));
    } else if (this.phase === "opening") this.waiting.push([comm, content]);
    else if (this.phase !== "mending") throw new Error("There is no line to the kernel");
  }

  /** @param {Phase} phase */
  enter(phase, fresh = false) {
    if (this.phase === "ended") return;
    this.phase = phase;
    this.changed(phase, fresh);
  }

  cut() {
    this.socket = null;
    if (this.phase === "ended") return;
    if (this.phase === "open") {
      if (Date.now() - this.since > STEADY) this.tries = 0;
      this.enter("mending");
    }
    this.later();
  }

  later() {
    clearTimeout(this.timer);
    const wait = WAITS[Math.min(this.tries, WAITS.length - 1)];
    if (this.tries > 2) this.enter("cut");
    this.tries += 1;
    this.timer = window.setTimeout(() => this.mend(), wait);
  }

  /** Open the line again, now: the reader is back, or the network is. */
  hurry() {
    if (this.socket || this.phase === "ended") return;
    this.tries = 0;
    clearTimeout(this.timer);
    this.mend();
  }

  /** See whether the kernel lives, and open a line to it or to a new one. */
  async mend() {
    if (this.mending || this.socket || this.phase === "ended") return;
    this.mending = true;
    try {
      if (await this.reachable()) this.open();
    } catch {
      this.later();
    } finally {
      this.mending = false;
    }
  }

  /** Whether there is a kernel to open a line to, after a new one was asked for where it must be. */
  async reachable() {
    const answer = await fetch(this.address(), { cache: "no-store", redirect: "manual", signal: AbortSignal.timeout(GIVEN_UP_AFTER) });
    if (answer.ok) return true;
    // without the replica it lived in, its kernel is gone too, and another replica may have one
    if (answer.status !== 404 && !(this.at && GONE.includes(answer.status))) return this.refused(answer);
    if (document.visibilityState !== "visible") return false; // a page that nobody looks at sleeps until somebody does
    if (this.phase === "cut") this.enter("mending");
    const woken = await this.wake(AbortSignal.timeout(WOKEN_WITHIN));
    this.crowded = woken.headers?.has("Retry-After") ?? false;
    if (!woken.ok) return this.refused(woken);
    const view = await woken.json();
    this.kernel = view.kernel;
    this.at = view.at;
    this.session = identifier();
    this.fresh = true;
    this.renewed(view);
    return true;
  }

  /** The page is another person's now, and nothing helps but opening it anew; any other answer may be better next time. @param {Response} answer */
  refused(answer) {
    if (answer.status !== 403 && answer.type !== "opaqueredirect") throw new Error(`The course answered ${answer.status}`);
    this.enter("ended");
    return false;
  }

  /** Ask whether the kernel lives, which also keeps it awake; a line to a kernel that does not, or that answers nothing, is given up. */
  async beat() {
    if (!this.socket) return this.hurry();
    if (this.mending) return;
    this.mending = true;
    try {
      if (!(await this.reachable())) this.socket?.close();
      else if (this.fresh || this.leadsNowhere()) this.reopen();
    } catch {
      // the line itself says when it is cut
    } finally {
      this.mending = false;
      if (!this.socket) this.mend(); // it was cut meanwhile
    }
  }

  /** Whether nothing has come back for too long, be it an answer or the opening itself. */
  leadsNowhere() {
    if (this.asked) return Date.now() - this.asked > ANSWERED_WITHIN;
    return this.phase !== "open" && Date.now() - this.begun > GIVEN_UP_AFTER;
  }

  /** Let go of a line that leads nowhere, and open another. */
  reopen() {
    const old = this.socket;
    this.socket = null;
    this.asked = 0;
    old?.close();
    this.open();
  }
}

/** A word of its own for every message and session. */
export function identifier() {
  return crypto.randomUUID?.() ?? Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
