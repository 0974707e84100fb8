// What a learner sees and does in each component, and what it tells the kernel.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { TASKS, button, change, clear, component, danish, shared, show, speak, type } from "./stage.mjs";

afterEach(clear);
const practice = (kind, more = {}) => ({ ...TASKS[kind], use: "practice", ...more });
const words = (element) => danish(element).replace(/\s+/g, " ").trim();

for (const kind of Object.keys(TASKS)) {
  test(`${kind}: the task stands there from its traits alone, named and explained`, async () => {
    const { el, model } = await show(kind, { task: TASKS[kind] });
    const section = el.querySelector("section");
    assert.equal(words(document.getElementById(section.getAttribute("aria-labelledby"))), "Titel");
    assert.match(words(el), /Hvad gør du\?/);
    assert.equal(model.messages.length, 0, "showing a task saves nothing");
    for (const control of el.querySelectorAll("textarea, select, ol, fieldset")) {
      for (const id of (control.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean)) assert.ok(document.getElementById(id), `${kind}: #${id}`);
    }
  });

  test(`${kind}: taken away, it listens to nothing`, async () => {
    const { model, leave } = await show(kind, { task: TASKS[kind] });
    leave();
    assert.deepEqual(Object.values(model.heard).flat(), []);
  });
}

test("choice: ticking saves the options, and what is saved stands there after a reload", async () => {
  const { el, model } = await show("choice", { task: TASKS.choice, answer: ["b"] });
  const [a, b] = el.querySelectorAll("input");
  assert.ok(b.checked && !a.checked);
  change(a, true);
  assert.deepEqual([model.last().type, model.last().value], ["save", ["b", "a"]]);
});

test("choice: of one possible, the new one replaces the old", async () => {
  const { choose } = await component("choice");
  assert.deepEqual(choose(["a"], "b", true, false), ["b"]);
  assert.deepEqual(choose(["a", "b"], "a", false, true), ["b"]);
});

test("order: a step moves by as many places as there are", async () => {
  const { move } = await component("order");
  assert.deepEqual(move(["a", "b", "c"], "c", -1), ["a", "c", "b"]);
  assert.deepEqual(move(["a", "b", "c"], "a", -1), ["a", "b", "c"]);
  assert.deepEqual(move(["a", "b", "c"], "a", 5), ["b", "c", "a"]);
});

const steps = (el) => [...el.querySelectorAll(".kv-step-text")].map(words);

test("order: the buttons name their step in both languages, move it, keep the focus and say its place", async () => {
  const { el, model } = await show("order", { task: TASKS.order });
  const down = button(el, "Flyt ned: A");
  assert.match(down.textContent, /Move down: A \(en\)/);
  down.focus();
  down.click();
  assert.deepEqual(steps(el), ["B", "A", "C"]);
  assert.deepEqual(model.last().value, ["b", "a", "c"]);
  assert.equal(document.activeElement, down);
  assert.equal(danish(el.querySelector("ol + [role=status]")), "Trin 2 af 3");
});

test("order: Alt and an arrow move the step one is on; the arrow alone does not", async () => {
  const { el, model } = await show("order", { task: TASKS.order });
  const up = button(el, "Flyt op: C");
  up.focus();
  up.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowUp", bubbles: true }));
  assert.equal(model.messages.length, 0);
  up.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowUp", altKey: true, bubbles: true }));
  assert.deepEqual(model.last().value, ["a", "c", "b"]);
  assert.equal(document.activeElement, up);
});

test("order: the first step cannot go up nor the last down, and trying saves nothing and says why", async () => {
  const { el, model } = await show("order", { task: TASKS.order });
  for (const [name, why] of [["Flyt op: A", "Det står allerede øverst."], ["Flyt ned: C", "Det står allerede nederst."]]) {
    const stuck = button(el, name);
    assert.equal(stuck.getAttribute("aria-disabled"), "true");
    assert.ok(!stuck.disabled, "it can be reached");
    stuck.click();
    assert.equal(danish(el.querySelector("ol + [role=status]")), why);
  }
  assert.equal(model.messages.length, 0);
});

/** A practice task cannot be checked yet: the button can be reached, says why beside it and aloud when it is pressed, and sends nothing. */
async function cannotBeChecked(kind, why) {
  const { el, model } = await show(kind, { task: practice(kind) });
  const check = button(el, "Tjek svaret");
  assert.equal(check.getAttribute("aria-disabled"), "true");
  assert.ok(!check.disabled, "it can be reached");
  assert.equal(danish(document.getElementById(check.getAttribute("aria-describedby"))), why);
  check.click();
  assert.equal(danish(el.querySelector(".kv-hindered + [role=status]")), why);
  assert.equal(model.messages.length, 0);
  return { el, model, check };
}

test("choice: an answer that is not chosen yet cannot be checked, and why is said", async () => {
  const { el, model, check } = await cannotBeChecked("choice", "Vælg først et svar.");
  change(el.querySelector("input"), true);
  assert.equal(check.getAttribute("aria-disabled"), "false");
  assert.equal(danish(el.querySelector(".kv-hindered")), "");
  check.click();
  assert.equal(model.last().type, "check");
});

test("match: before any pair is found nothing can be checked, and why is said", async () => {
  const { el, model, check } = await cannotBeChecked("match", "Find først et par.");
  change(el.querySelector("select"), "x");
  assert.equal(check.getAttribute("aria-disabled"), "false");
  assert.equal(danish(el.querySelector(".kv-hindered")), "");
  check.click();
  assert.equal(model.last().type, "check");
});

test("order: an untouched order is no answer until the reader says that it stands right", async () => {
  const { el, model } = await show("order", { task: TASKS.order });
  assert.match(words(el), /Ikke besvaret endnu/);
  button(el, "Rækkefølgen er rigtig, som den står").click();
  assert.deepEqual([model.last().type, model.last().value], ["save", ["a", "b", "c"]]);
  assert.ok(el.querySelector(".kv-untouched").hidden);
  assert.equal(document.activeElement, el.querySelector("ol"));
});

/** Give each step a place on the screen: 50 pixels each, in the order they stand. */
function measured(el) {
  for (const row of el.querySelectorAll(".kv-step")) {
    row.getBoundingClientRect = () => ({ top: [...row.parentElement.children].indexOf(row) * 50, height: 50 });
  }
}
const pointer = (element, name, clientY) => element.dispatchEvent(Object.assign(new MouseEvent(name, { clientY, button: 0, bubbles: true, cancelable: true }), { pointerId: 1 }));

test("order: dragging a step saves once, when it is let go", async () => {
  const { el, model } = await show("order", { task: TASKS.order });
  measured(el);
  const handle = el.querySelector(".kv-handle");
  pointer(handle, "pointerdown", 25);
  pointer(handle, "pointermove", 80);
  pointer(handle, "pointermove", 130);
  assert.deepEqual(steps(el), ["B", "C", "A"]);
  assert.equal(model.messages.length, 0);
  pointer(handle, "pointerup", 130);
  assert.deepEqual(model.messages.map((one) => one.value), [["b", "c", "a"]]);
});

test("order: Escape while dragging puts the step back", async () => {
  const { el, model } = await show("order", { task: TASKS.order });
  measured(el);
  const handle = el.querySelector(".kv-handle");
  pointer(handle, "pointerdown", 25);
  pointer(handle, "pointermove", 130);
  document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
  assert.deepEqual(steps(el), ["A", "B", "C"]);
  assert.equal(model.messages.length, 0);
});

test("order: a newer order from another window waits until the step is let go", async () => {
  const { el, model } = await show("order", { task: TASKS.order });
  measured(el);
  const handle = el.querySelector(".kv-handle");
  pointer(handle, "pointerdown", 25);
  model.set({ answer: ["c", "b", "a"] });
  assert.deepEqual(steps(el), ["A", "B", "C"]);
  pointer(handle, "pointercancel", 25);
  assert.deepEqual(steps(el), ["C", "B", "A"]);
});

test("order: practice shows each step's place in words, and why; moving on takes it away", async () => {
  const { el, model } = await show("order", { task: practice("order") });
  button(el, "Tjek svaret").click();
  assert.deepEqual([model.last().type, model.last().value], ["check", ["a", "b", "c"]]);
  const items = { a: { right: true, why: null }, b: { right: false, why: null }, c: { right: false, why: null } };
  model.confirm(model.last(), { feedback: { fraction: 0.33, items, why: { da: "Først A.", en: "A first." } } });
  assert.deepEqual([...el.querySelectorAll(".kv-mark")].map(words), ["✓ Står rigtigt", "✗ Skal stå et andet sted", "✗ Skal stå et andet sted"]);
  assert.match(words(el), /Først A\./);
  button(el, "Prøv igen").click();
  assert.equal(model.last().type, "save");
  assert.equal(el.querySelector(".kv-mark"), null);
});

test("match: pairs stand in the order of the task, and an empty choice takes one away", async () => {
  const { pair } = await component("match");
  assert.equal(JSON.stringify(pair(["a", "b"], { b: "y" }, "a", "x")), '{"a":"x","b":"y"}');
  assert.deepEqual(pair(["a", "b"], { a: "x" }, "a", ""), {});
});

test("match: each thing has a list with its own label, in the language of the page", async () => {
  const { el } = await show("match", { task: TASKS.match });
  const select = el.querySelector("select");
  assert.equal(words(el.querySelector(`label[for="${select.id}"]`)), "A");
  assert.deepEqual([...select.options].map((one) => one.textContent), ["Vælg …", "X", "Y", "Z"]);
  speak("en");
  assert.deepEqual([...select.options].map((one) => one.textContent), ["Choose …", "X (en)", "Y (en)", "Z (en)"]);
  assert.equal(select.lang, "en");
});

test("match: half the pairs are saved too, and shown after a reload", async () => {
  const { el, model } = await show("match", { task: TASKS.match, answer: { b: "y" } });
  const [first, second] = el.querySelectorAll("select");
  assert.equal(second.value, "y");
  assert.match(words(el), /1 af 2 er valgt/);
  change(first, "x");
  assert.deepEqual(model.last().value, { a: "x", b: "y" });
});

test("match: practice explains each pair, and goes on explaining those one leaves alone", async () => {
  const { el, model } = await show("match", { task: practice("match"), answer: { a: "x", b: "y" } });
  button(el, "Tjek svaret").click();
  const items = { a: { right: false, why: { da: "Tænk på A.", en: "Think." } }, b: { right: true, why: { da: "Ja.", en: "Yes." } } };
  model.confirm(model.last(), { feedback: { fraction: 0.5, items, why: null } });
  assert.match(words(el), /Ikke helt: Tænk på A\./);
  change(el.querySelector("select"), "z");
  assert.doesNotMatch(words(el), /Tænk på A\./);
  assert.match(words(el), /Rigtigt: Ja\./);
});

test("text: what is typed is saved when typing rests, and at once when the field is left", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { el, model } = await show("freetext", { task: TASKS.freetext });
  const area = el.querySelector("textarea");
  type(area, "Jeg");
  context.mock.timers.tick(shared.TYPING_RESTS);
  assert.equal(model.last().value, "Jeg");
  type(area, "Jeg ser");
  area.dispatchEvent(new Event("blur"));
  assert.equal(model.last().value, "Jeg ser");
});

test("text: neither the kernel's echo nor a newer text disturbs the one who writes", async () => {
  const { el, model } = await show("freetext", { task: TASKS.freetext });
  const area = el.querySelector("textarea");
  area.focus();
  type(area, "Jeg ser");
  area.dispatchEvent(new Event("blur"));
  area.setSelectionRange(3, 3);
  const sent = model.last();
  type(area, "Jeg ser dig");
  area.setSelectionRange(3, 3);
  model.confirm(sent);
  assert.equal(area.value, "Jeg ser dig");
  assert.equal(area.selectionStart, 3);
  model.set({ answer: "fra et andet vindue" });
  assert.equal(area.value, "Jeg ser dig");
});

test("text: a newer text is shown to the one who does not write", async () => {
  const { el, model } = await show("freetext", { task: TASKS.freetext, answer: "før" });
  model.set({ answer: "nyt" });
  assert.equal(el.querySelector("textarea").value, "nyt");
});

test("text: the room left is read aloud at few moments, and a text too long is neither cut nor sent", async () => {
  const { el, model } = await show("freetext", { task: { ...TASKS.freetext, max_chars: 1000 } });
  const area = el.querySelector("textarea");
  const aloud = el.querySelector(".kv-field [role=status]");
  type(area, "æ".repeat(890));
  assert.equal(aloud.textContent, "");
  type(area, "æ".repeat(950));
  const told = aloud.firstChild;
  assert.equal(danish(aloud), "Plads til 50 tegn mere");
  type(area, "æ".repeat(960));
  assert.equal(aloud.firstChild, told);
  type(area, "æ".repeat(1003));
  assert.match(danish(el.querySelector(".kv-room")), /^3 tegn for meget/);
  assert.equal(area.getAttribute("aria-invalid"), "true");
  area.dispatchEvent(new Event("blur"));
  assert.equal(model.messages.length, 0);
  assert.equal(area.value.length, 1003);
});

test("text: what a good answer covers is there from the start", async () => {
  const { el } = await show("freetext", { task: TASKS.freetext });
  assert.match(words(el), /Et godt svar kommer ind på ?Rammen/);
});

test("text: the example comes after one has written something, and stays while one goes on", async () => {
  const { el, model } = await show("freetext", { task: practice("freetext") });
  const compare = button(el, "Sammenlign med et eksempel");
  assert.equal(compare.getAttribute("aria-disabled"), "true");
  compare.click();
  assert.deepEqual(model.messages, []);
  assert.equal(danish(el.querySelector(`#${compare.getAttribute("aria-describedby")}`)), "Skriv først dit eget svar.");
  assert.equal(danish(el.querySelector(".kv-hindered + [role=status]")), "Skriv først dit eget svar.");
  const area = el.querySelector("textarea");
  type(area, "Mit bud");
  assert.equal(compare.getAttribute("aria-disabled"), "false");
  assert.equal(danish(el.querySelector(".kv-hindered")), "");
  compare.click();
  assert.deepEqual([model.last().type, model.last().value], ["check", "Mit bud"]);
  model.confirm(model.last(), { feedback: { fraction: null, items: {}, why: { da: "Et bud.", en: "A try." } } });
  assert.match(words(el), /Et bud\./);
  type(area, "Mit bud igen");
  area.dispatchEvent(new Event("blur"));
  model.confirm();
  assert.match(words(el), /Et bud\./);
});

test("text: in a conflict both texts can be read", async () => {
  const { el, model } = await show("freetext", { task: TASKS.freetext });
  const area = el.querySelector("textarea");
  type(area, "Mit");
  area.dispatchEvent(new Event("blur"));
  model.refuse("conflict", { theirs: "<b>Det andet</b>", revision: 2 });
  assert.equal(el.querySelector(".kv-written").textContent, "<b>Det andet</b>");
  assert.equal(area.value, "Mit");
});

test("plan: text and ticks are one answer, in the order of the task", async () => {
  const { fill } = await component("plan");
  assert.equal(JSON.stringify(fill(TASKS.plan.sections, { foer: ["lys"] }, "maal", "Ro")), '{"maal":"Ro","foer":["lys"]}');
  const { el, model } = await show("plan", { task: TASKS.plan, answer: { foer: ["lys"] } });
  const [sound, light] = el.querySelectorAll("input");
  assert.ok(light.checked);
  type(el.querySelector("textarea"), "Ro");
  change(sound, true);
  assert.deepEqual(model.messages.map((one) => one.value), [{ maal: "Ro", foer: ["lyd", "lys"] }]);
});

/** Notes what the browser is asked to download. */
function downloads(context) {
  const got = [];
  context.mock.method(URL, "createObjectURL", (blob) => (got.push({ blob }), "blob:x"));
  context.mock.method(URL, "revokeObjectURL", () => {});
  context.mock.method(window.HTMLAnchorElement.prototype, "click", function () {
    got.at(-1).name = this.download;
  });
  return got;
}

test("plan: the document is asked for in the page's language, after what was typed is sent, and handed over", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const got = downloads(context);
  const { el, model } = await show("plan", { task: TASKS.plan });
  type(el.querySelector("textarea"), "Ro");
  speak("en");
  button(el, "Hent som Word-dokument").click();
  assert.deepEqual(model.messages.map((one) => one.type), ["save", "document"]);
  assert.deepEqual(model.last().value, { language: "en", answer: { maal: "Ro" } });
  assert.match(words(el), /Laver filen/);
  model.tell({ type: "document", reply: "another", error: null }, [new DataView(new ArrayBuffer(1))]);
  assert.equal(got.length, 0);
  model.tell({ type: "document", reply: model.last().id, error: null }, [new DataView(new ArrayBuffer(3))]);
  assert.deepEqual([got[0].name, got[0].blob.size], ["min-plan.docx", 3]);
  assert.match(words(el), /min-plan\.docx/);
  assert.equal(document.querySelector("body > a"), null);
});

test("plan: a document that cannot be made, or does not come, is told, and may be asked for again", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { el, model } = await show("plan", { task: TASKS.plan });
  const ask = button(el, "Hent som Word-dokument");
  ask.click();
  ask.click();
  assert.equal(model.messages.length, 1, "one at a time");
  model.tell({ type: "document", reply: model.last().id, error: { da: "Det gik galt.", en: "Wrong." } });
  assert.match(words(el), /Det gik galt\./);
  ask.click();
  context.mock.timers.tick(15000);
  assert.match(words(el), /Filen kom ikke/);
  model.gone = true;
  ask.click();
  assert.match(words(el), /Filen kom ikke/);
  assert.equal(ask.getAttribute("aria-disabled"), "false");
});
