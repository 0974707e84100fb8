// What becomes of an answer between the page and the kernel.

import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { Model, TASKS, button, clear, danish, shared, visible } from "./stage.mjs";

const KEY = "kompetencevej:a1b2c3:9-proeve:valg";
let leaving = new AbortController();

beforeEach(() => {
  leaving = new AbortController();
});
afterEach(() => {
  leaving.abort();
  clear();
});

/** A learner's page on an answer, with the line that tells about it. */
function begin(state = {}) {
  const model = new Model({ task: TASKS.choice, ...state });
  const saver = new shared.Saver(model, () => line.update(), leaving.signal);
  const line = shared.statusLine(saver);
  document.body.append(line.element);
  line.update();
  return { model, saver, line: line.element };
}

const saved = (revision, more = {}) => ({ state: "saved", at: "2026-01-02T03:04:05Z", message: null, reply: null, revision, ...more });

test("an answer is shown at once, and as saved only when the kernel says so", () => {
  const { model, saver, line } = begin();
  saver.send("save", ["a"]);
  assert.deepEqual(saver.value(), ["a"]);
  assert.equal(line.dataset.state, "saving");
  model.confirm();
  assert.equal(line.dataset.state, "saved");
  assert.match(danish(line), /^Gemt kl\. \d\d\.\d\d$/);
  assert.equal(sessionStorage.getItem(KEY), null);
});

test("saving again and again is read aloud once", () => {
  const { model, saver, line } = begin();
  const aloud = line.querySelector("[role=status]");
  saver.send("save", ["a"]);
  assert.equal(aloud.textContent, "");
  model.confirm();
  const first = aloud.firstChild;
  saver.send("save", ["b"]);
  model.confirm();
  assert.equal(aloud.firstChild, first);
});

test("an answer that is not confirmed is told, kept, and sent again with the same id", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { model, saver, line } = begin();
  saver.send("save", ["a"]);
  context.mock.timers.tick(shared.CONFIRM_WITHIN);
  assert.equal(line.dataset.state, "late");
  assert.deepEqual(JSON.parse(sessionStorage.getItem(KEY)).value, ["a"]);
  button(line, "Prøv igen").click();
  assert.equal(model.messages.length, 2);
  assert.equal(model.messages[0].id, model.messages[1].id);
  model.confirm(model.messages[0]);
  assert.equal(line.dataset.state, "saved");
});

test("an answer goes out by itself when the connection is back", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { model, saver } = begin();
  saver.send("save", ["a"]);
  context.mock.timers.tick(shared.CONFIRM_WITHIN);
  window.dispatchEvent(new Event("online"));
  assert.equal(model.messages.length, 2);
});

test("an answer that is late is tried again and again, quietly, until it is saved", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { model, saver, line } = begin();
  saver.send("save", ["a"]);
  context.mock.timers.tick(shared.CONFIRM_WITHIN);
  const aloud = line.querySelector("[role=status]").firstChild;
  context.mock.timers.tick(shared.TRY_EVERY);
  context.mock.timers.tick(shared.TRY_EVERY);
  assert.equal(model.messages.length, 3);
  assert.equal(line.querySelector("[role=status]").firstChild, aloud);
  model.confirm(model.messages[0]);
  assert.equal(line.dataset.state, "saved");
  context.mock.timers.tick(5 * shared.TRY_EVERY);
  assert.equal(model.messages.length, 3);
});

test("a kernel that is gone is told at once", () => {
  const { model, saver, line } = begin();
  model.gone = true;
  saver.send("save", ["a"]);
  assert.equal(line.dataset.state, "late");
});

test("of two quick answers the last one stands, whatever is confirmed first", () => {
  const { model, saver, line } = begin();
  saver.send("save", ["a"]);
  saver.send("save", ["b"]);
  model.confirm(model.messages[0]);
  assert.deepEqual(saver.value(), ["b"]);
  assert.equal(line.dataset.state, "saving");
  model.confirm(model.messages[1]);
  assert.deepEqual(saver.value(), ["b"]);
  assert.equal(line.dataset.state, "saved");
});

test("an error says what happened, and trying again is a new message", () => {
  const { model, saver, line } = begin();
  saver.send("save", ["a"]);
  model.refuse("error");
  assert.match(danish(line), /Det gik ikke/);
  button(line, "Prøv igen").click();
  assert.notEqual(model.messages[0].id, model.messages[1].id);
  assert.deepEqual(model.last().value, ["a"]);
  assert.equal(line.dataset.state, "saving");
});

test("while the database is away the page tries by itself, and saves when it is back", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { model, saver, line } = begin();
  saver.send("save", ["a"]);
  model.refuse("error", { again: true });
  assert.equal(line.dataset.state, "error");
  context.mock.timers.tick(shared.TRY_EVERY);
  assert.deepEqual([model.messages.length, model.last().value], [2, ["a"]]);
  model.confirm();
  assert.equal(line.dataset.state, "saved");
  context.mock.timers.tick(5 * shared.TRY_EVERY);
  assert.equal(model.messages.length, 2);
});

test("an answer that can never be saved is not sent again and again", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { model, saver } = begin();
  saver.send("save", ["a"]);
  model.refuse("error");
  context.mock.timers.tick(5 * shared.TRY_EVERY);
  assert.equal(model.messages.length, 1);
});

test("focus stays on the line when its buttons go away", () => {
  const { model, saver, line } = begin();
  saver.send("save", ["a"]);
  model.refuse("error");
  button(line, "Prøv igen").focus();
  document.activeElement.click();
  assert.equal(document.activeElement, line);
});

test("in a conflict nothing is lost until the reader has chosen, and what she keeps rests on what she saw", () => {
  const { model, saver, line } = begin({ answer: ["a"], saved: saved(3) });
  saver.send("save", ["b"]);
  assert.equal(model.last().base, 3);
  model.refuse("conflict", { theirs: ["c"], revision: 4 });
  assert.equal(line.dataset.state, "conflict");
  assert.deepEqual(saver.value(), ["b"]);
  button(line, "Behold det, jeg har her").click();
  assert.deepEqual([model.last().value, model.last().base], [["b"], 4]);
});

test("a reader who goes on in a conflict still has not overwritten the newer answer", () => {
  const { model, saver } = begin({ saved: saved(3) });
  saver.send("save", ["b"]);
  model.refuse("conflict", { theirs: ["c"], revision: 4 });
  saver.send("save", ["a"]);
  assert.equal(model.last().base, 3);
});

test("an answer of hers that was saved without a word is no conflict with what she answers next", () => {
  const { model, saver, line } = begin({ answer: ["a"], saved: saved(3) });
  saver.send("save", ["b"]);
  model.refuse("error", { again: true });
  saver.send("save", ["c"]);
  model.refuse("conflict", { theirs: ["b"], revision: 4 });
  assert.deepEqual([model.last().value, model.last().base], [["c"], 4]);
  model.confirm();
  assert.equal(line.dataset.state, "saved");
});

test("in a conflict the reader may take the newest", () => {
  const { model, saver, line } = begin({ answer: ["a"], saved: saved(3) });
  saver.send("save", ["b"]);
  model.refuse("conflict", { theirs: ["c"], revision: 4 });
  button(line, "Brug det nyeste").click();
  assert.equal(model.last().type, "refresh");
  assert.equal(line.dataset.state, "saving");
  model.set({ answer: ["c"], saved: saved(4, { reply: model.last().id }) });
  assert.deepEqual(saver.value(), ["c"]);
  assert.equal(line.dataset.state, "saved");
  assert.equal(sessionStorage.getItem(KEY), null);
});

test("her own earlier answer is no stranger's", () => {
  const { model, saver } = begin({ saved: saved(3) });
  saver.send("save", ["a"]);
  saver.send("save", ["b"]);
  model.confirm(model.messages[0]);
  saver.send("save", ["c"]);
  assert.equal(model.last().base, 4);
});

test("after a reload the answer that could not be saved is sent, resting on what it rested on", () => {
  const first = begin({ answer: ["a"], saved: saved(3) });
  first.saver.send("save", ["b"]);
  leaving.abort();
  leaving = new AbortController();
  const { model, saver } = begin({ answer: ["c"], saved: saved(7) });
  saver.resume();
  assert.deepEqual(saver.value(), ["b"]);
  assert.deepEqual([model.last().value, model.last().base], [["b"], 3]);
});

test("after a reload an answer that did arrive is not sent again", () => {
  begin().saver.send("save", ["b"]);
  const { model, saver } = begin({ answer: ["b"], saved: saved(1) });
  saver.resume();
  assert.equal(model.messages.length, 0);
  assert.equal(sessionStorage.getItem(KEY), null);
});

test("after a reload her own confirmed-but-unheard answer does not count as another window's", () => {
  const { saver: before } = begin({ saved: saved(3) });
  before.send("save", ["a"]);
  before.send("save", ["b"]);
  const { model, saver } = begin({ answer: ["a"], saved: saved(4) });
  saver.resume();
  assert.equal(model.last().base, 4);
});

test("what another learner left in this window is never sent", () => {
  const { saver: hers } = begin({ task: { ...TASKS.choice, owner: "somebody-else" } });
  hers.send("save", ["c"]);
  const { model, saver } = begin();
  saver.resume();
  assert.equal(model.messages.length, 0);
  assert.equal(saver.value(), null);
});

test("what she could not save before she got another login is sent under the new one, and goes when it is confirmed", () => {
  const { saver: before } = begin({ task: { ...TASKS.choice, owner: "married" } });
  before.send("save", ["b"]);
  const { model, saver } = begin({ task: { ...TASKS.choice, formerly: ["unheard-of", "married"] } });
  saver.resume();
  assert.deepEqual(model.last().value, ["b"]);
  model.confirm();
  assert.deepEqual([sessionStorage.length, localStorage.length], [0, 0]);
});

test("something unreadable in the window's storage is nothing", () => {
  sessionStorage.setItem(KEY, "{broken");
  const { model, saver } = begin();
  saver.resume();
  assert.equal(model.messages.length, 0);
});

test("what is being typed is kept at once and sent when typing rests", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { model, saver } = begin();
  saver.draft("Je");
  saver.draft("Jeg");
  assert.equal(JSON.parse(sessionStorage.getItem(KEY)).value, "Jeg");
  assert.equal(model.messages.length, 0);
  context.mock.timers.tick(shared.TYPING_RESTS);
  assert.deepEqual(model.messages.map((one) => one.value), ["Jeg"]);
});

test("what is being typed is sent at once when the window is put aside, the page left, or the component taken away", () => {
  const ways = [() => visible(false), () => window.dispatchEvent(new Event("pagehide")), () => leaving.abort()];
  for (const leave of ways) {
    const { model, saver } = begin();
    saver.draft("Jeg hører");
    leave();
    assert.equal(model.last()?.value, "Jeg hører");
    visible(true);
  }
});

test("typing rests on what was there when it began, also when something newer comes in meanwhile", () => {
  const { model, saver } = begin({ answer: "gammelt", saved: saved(3) });
  saver.draft("mit");
  model.set({ answer: "fra et andet vindue", saved: saved(4, { reply: "look" }) });
  assert.equal(saver.value(), "mit");
  saver.flush();
  assert.equal(model.last().base, 3);
});

test("a text that is too long is kept here and told, not sent", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { model, saver, line } = begin();
  saver.draft("alt for langt", false);
  context.mock.timers.tick(shared.TYPING_RESTS * 2);
  saver.flush();
  assert.equal(model.messages.length, 0);
  assert.equal(line.dataset.state, "held");
  assert.equal(JSON.parse(sessionStorage.getItem(KEY)).value, "alt for langt");
});

test("a reader who comes back sees the newest, unless she has something of her own under way", () => {
  const { model, saver } = begin();
  visible(true);
  assert.equal(model.last().type, "refresh");
  saver.draft("mit");
  visible(true);
  assert.equal(model.messages.length, 1);
});

test("closing a window with something unsaved asks first", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { model, saver } = begin();
  const closes = () => window.dispatchEvent(new Event("beforeunload", { cancelable: true }));
  assert.ok(closes());
  saver.send("save", ["a"]);
  context.mock.timers.tick(shared.CONFIRM_WITHIN);
  assert.ok(!closes());
  model.confirm();
  assert.ok(closes());
});

test("an answer that could not be read at first can be fetched again", () => {
  const { model, line } = begin({ saved: { state: "error", at: null, message: { da: "Databasen sover.", en: "Asleep." }, reply: null, revision: 0 } });
  button(line, "Prøv igen").click();
  assert.equal(model.last().type, "refresh");
  model.set({ answer: ["a"], saved: saved(1, { reply: model.last().id }) });
  assert.equal(line.dataset.state, "saved");
});

test("a component that is gone listens to nothing", () => {
  const { model } = begin();
  leaving.abort();
  visible(true);
  assert.equal(model.messages.length, 0);
  assert.deepEqual(model.heard["change:saved"], []);
});

const lineIsBack = (fresh) => document.dispatchEvent(new window.CustomEvent("kompetencevej:line", { detail: { fresh } }));

test("an answer whose confirmation a cut line took is sent again, with the id the kernel knows", () => {
  const { model, saver } = begin({ saved: saved(3) });
  lineIsBack(false);
  assert.equal(model.messages.length, 0, "nothing is on its way");
  saver.send("save", ["a"]);
  lineIsBack(false);
  assert.deepEqual(model.messages.map((one) => one.id), [saver.pending.id, saver.pending.id]);
  model.confirm();
  assert.equal(saver.pending, null);
});

test("a new kernel that finds our unconfirmed answer saved is no conflict", () => {
  const { model, saver, line } = begin({ answer: ["c"], saved: saved(3) });
  saver.send("save", ["a"]);
  model.set({ answer: ["a"], saved: saved(4) });
  lineIsBack(true);
  assert.deepEqual([model.last().value, model.last().base], [["a"], 4]);
  model.confirm();
  assert.equal(line.dataset.state, "saved");
});

test("a new kernel that finds another window's answer is told what ours rests on", () => {
  const { model, saver } = begin({ answer: ["c"], saved: saved(3) });
  saver.send("save", ["a"]);
  model.set({ answer: ["b"], saved: saved(4) });
  lineIsBack(true);
  assert.deepEqual([model.last().value, model.last().base], [["a"], 3]);
  assert.deepEqual(saver.value(), ["a"], "what is here stays");
});

test("what is being typed when a new kernel comes is left alone", () => {
  const { model, saver } = begin({ saved: saved(3) });
  saver.draft(["a"]);
  lineIsBack(true);
  assert.deepEqual([model.messages.length, saver.value()], [0, ["a"]]);
});
