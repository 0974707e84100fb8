// What a colleague sees and does in each tool, and what it tells the kernel.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { TOOLS, button, change, clear, component, danish, show, type } from "./stage.mjs";

afterEach(clear);
const words = (element) => danish(element).replace(/\s+/g, " ").trim();

for (const kind of Object.keys(TOOLS)) {
  test(`${kind}: the tool stands there empty, every control named, and saves nothing by itself`, async () => {
    const { el, model } = await show(kind, { task: TOOLS[kind], about: null, first: null });
    assert.match(words(el), /Hvad gør du\?/);
    assert.equal(model.messages.length, 0);
    for (const control of el.querySelectorAll("input, textarea, select")) {
      const named = control.getAttribute("aria-labelledby") ?? control.closest("label") ?? el.querySelector(`label[for="${control.id}"]`);
      assert.ok(named, `${kind}: ${control.outerHTML}`);
      for (const list of ["aria-describedby", "aria-labelledby"])
        for (const id of (control.getAttribute(list) ?? "").split(" ").filter(Boolean)) assert.ok(document.getElementById(id), `${kind}: #${id}`);
    }
    for (const group of el.querySelectorAll("fieldset")) assert.ok(words(group.querySelector("legend")), kind);
    const ids = [...el.querySelectorAll("[id]")].map((one) => one.id);
    assert.equal(new Set(ids).size, ids.length, "an id stands once");
  });

  test(`${kind}: taken away, it listens to nothing`, async () => {
    const { model, leave } = await show(kind, { task: TOOLS[kind], about: null, first: null });
    leave();
    assert.deepEqual(Object.values(model.heard).flat(), []);
  });
}

test("owncase: what is written in one field is saved with what stands in the others", async () => {
  const { el, model } = await show("owncase", { task: TOOLS.owncase, answer: { hvem: "Os" } });
  const [first, second] = el.querySelectorAll("textarea");
  assert.equal(second.value, "Os");
  type(first, "Vi ringer ikke");
  first.dispatchEvent(new Event("blur"));
  assert.deepEqual([model.last().type, model.last().value], ["save", { hvem: "Os", forandring: "Vi ringer ikke" }]);
});

test("owncase: a text too long is kept on the page, told, and not sent", async () => {
  const { el, model } = await show("owncase", { task: TOOLS.owncase });
  const area = el.querySelector("textarea");
  type(area, "x".repeat(21));
  area.dispatchEvent(new Event("blur"));
  assert.equal(model.messages.length, 0);
  assert.match(words(el), /1 tegn for meget/);
  assert.equal(area.value.length, 21);
});

test("owncase: what another window saved stands beside what is here until the reader has chosen", async () => {
  const { el, model } = await show("owncase", { task: TOOLS.owncase, answer: { forandring: "Før" } });
  const area = el.querySelector("textarea");
  type(area, "Mit");
  area.dispatchEvent(new Event("blur"));
  model.refuse("conflict", { theirs: { forandring: "Deres" } });
  assert.equal(area.value, "Mit");
  assert.match(words(el), /Behold det, jeg har her/);
});

const pick = (el, name, value) => {
  const box = [...el.querySelectorAll("input")].find((one) => one.name === name && one.value === String(value));
  change(box, true);
};

test("survey: an answer is saved at once, and the profile is the mean of what has a number", async () => {
  const { el, model } = await show("survey", { task: TOOLS.survey, first: null });
  assert.doesNotMatch(words(el), /Din profil/);
  pick(el, "kv-parat-nyt", 4);
  assert.deepEqual(model.last().value, { nyt: 4 });
  pick(el, "kv-parat-staa", 1);
  pick(el, "kv-parat-oeve", "ved-ikke");
  assert.deepEqual(model.last().value, { nyt: 4, staa: 1, oeve: "ved-ikke" });
  assert.match(words(el.querySelector(".kv-found")), /Finde vej2,5Tidingen tal endnu/);
});

test("survey: the second time both stand side by side, and it says so where there was no first", async () => {
  const task = { ...TOOLS.survey, round: "end", first: "0-intro/parat" };
  const { el, model } = await show("survey", { task, answer: { nyt: 5 }, first: { nyt: 2 } });
  assert.match(words(el.querySelector(".kv-found")), /Finde vejFørste gang: 2,0Nu: 5,0/);
  model.set({ first: null });
  assert.match(words(el.querySelector(".kv-found")), /Du tog den ikke første gang/);
});

test("archetypes: situations make a mixture that adds up, and the learner's own numbers are what counts", async () => {
  const { el, model } = await show("archetypes", { task: TOOLS.archetypes });
  pick(el, "kv-typer-moede", "straks");
  pick(el, "kv-typer-fejl", "note");
  const numbers = () => [...el.querySelectorAll("input[type=number]")].map((one) => one.value);
  assert.deepEqual(numbers(), ["67", "0", "0", "33"]);
  assert.match(words(el), /Tilsammen 100 %/);
  const [first] = el.querySelectorAll("input[type=number]");
  type(first, "50");
  first.dispatchEvent(new Event("blur"));
  assert.deepEqual(model.last().value.mixture, { frontloeber: 50, gennemsnit: 0, analog: 0, skeptiker: 33 });
  assert.match(words(el), /Tilsammen 83 %\. Ret et af tallene/);
  button(el, "Brug blandingen fra mine svar").click();
  assert.equal("mixture" in model.last().value, false);
  assert.deepEqual(numbers(), ["67", "0", "0", "33"]);
});

test("archetypes: a number that is no percentage is told, kept on the page and not sent", async () => {
  const { el, model } = await show("archetypes", { task: TOOLS.archetypes });
  const [first] = el.querySelectorAll("input[type=number]");
  for (const wrong of ["101", "-1", "2.5"]) {
    type(first, wrong);
    first.dispatchEvent(new Event("blur"));
    assert.equal(first.value, wrong);
    assert.match(words(el), /helt tal fra 0 til 100/);
  }
  assert.equal(model.messages.length, 0);
});

test("archetypes: a slider moves the number beside it", async () => {
  const { el, model } = await show("archetypes", { task: TOOLS.archetypes });
  const slider = el.querySelector("input[type=range]");
  type(slider, "40");
  slider.dispatchEvent(new Event("blur"));
  assert.equal(el.querySelector("input[type=number]").value, "40");
  assert.equal(model.last().value.mixture.frontloeber, 40);
});

test("adkar: the barrier shows once all before it are scored, and a later, lower score waits", async () => {
  const { el, model } = await show("adkar", { task: TOOLS.adkar, about: null });
  pick(el, "kv-fem-desire", 2);
  assert.match(words(el), /Barrieren viser sig/);
  pick(el, "kv-fem-reinforcement", 1);
  pick(el, "kv-fem-awareness", 4);
  assert.match(words(el.querySelector(".kv-found")), /Her begynder hjælpen: desireBegynd desire/);
  assert.deepEqual(Object.keys(model.last().value.scores), ["awareness", "desire", "reinforcement"]);
  assert.equal(el.querySelectorAll(".kv-step-here").length, 1);
});

test("adkar: with all five above three there is no barrier, and a date is asked for", async () => {
  const scores = { awareness: 4, desire: 4, knowledge: 5, ability: 4, reinforcement: 5 };
  const { el, model } = await show("adkar", { task: TOOLS.adkar, about: null, answer: { scores } });
  assert.match(words(el), /ingen barriere nu/);
  const date = el.querySelector("input[type=date]");
  change(date, "1900-01-01");
  assert.equal(model.messages.length, 0);
  assert.match(words(el), /årene 2000–2099/);
  change(date, "2027-03-01");
  assert.equal(model.last().value.date, "2027-03-01");
});

test("adkar: her own change stands above, says where it is written, and follows what is changed there", async () => {
  const { el, model } = await show("adkar", { task: TOOLS.adkar, about: { text: "", address: "module/0-x/1-y#task-sag", changed: false } });
  const quote = () => words(el.querySelector(".kv-quoted"));
  assert.match(quote(), /ikke skrevet din forandring endnu/);
  assert.equal(el.querySelector(".kv-quoted a").getAttribute("href"), "/module/0-x/1-y#task-sag");
  model.set({ about: { text: "<b>Booking</b>", address: "module/0-x/1-y", changed: true } });
  assert.match(quote(), /<b>Booking<\/b>.*rettet, siden du sidst/);
  assert.equal(el.querySelectorAll("textarea").length, 2, "the change is not asked for twice");
});

test("forcefield: forces are added, moved and taken away with buttons, and the focus goes along", async () => {
  const { el, model } = await show("forcefield", { task: TOOLS.forcefield, about: null });
  const add = button(el, "Tilføj noget, der driver frem");
  add.click();
  type(document.activeElement, "Kortere vej");
  add.click();
  type(document.activeElement, "Ledelsen");
  button(el, "Flyt op: Ledelsen").click();
  assert.deepEqual(model.last().value.driving, [{ text: "Ledelsen", strength: 3 }, { text: "Kortere vej", strength: 3 }]);
  const up = document.activeElement;
  assert.match(danish(up), /Flyt op: Ledelsen/);
  assert.equal(up.getAttribute("aria-disabled"), "true");
  const before = model.messages.length;
  up.click();
  assert.equal(model.messages.length, before);
  assert.equal(danish(el.querySelector(".kv-side [role=status].kv-hidden:not(:empty)")), "Det står allerede øverst.");
  button(el, "Fjern: Ledelsen").click();
  assert.deepEqual(model.last().value.driving, [{ text: "Kortere vej", strength: 3 }]);
  assert.equal(document.activeElement.value, "Kortere vej");
  add.click();
  add.click();
  assert.equal(model.last().value.driving.length, 3);
  assert.ok(add.hidden, "no more than the task has room for");
});

test("forcefield: arrows come and grow while one writes; the sum is there in words, and whose convention it is", async () => {
  const { el, model } = await show("forcefield", { task: TOOLS.forcefield, about: null, answer: { restraining: [{ text: "", strength: 2 }] } });
  const arrows = () => [...el.querySelectorAll(".kv-arrow")].map((one) => one.dataset.strength);
  assert.deepEqual(arrows(), []);
  const area = el.querySelector(".kv-force textarea");
  type(area, "V");
  assert.deepEqual(arrows(), ["2"]);
  const slider = el.querySelector(".kv-force input[type=range]");
  type(slider, "5");
  assert.deepEqual(arrows(), ["5"]);
  assert.equal(el.querySelector(".kv-force textarea"), area, "the field one writes in is left in peace");
  assert.match(words(el.querySelector("figcaption")), /Frem: 0\. Igen: 5\..*konvention/);
  change(el.querySelector(".kv-force input[type=radio]"), true);
  assert.deepEqual(model.last().value.restraining, [{ text: "V", strength: 5, chosen: true }]);
});

test("forcefield: only one restraint is chosen, and it stays chosen when it moves", async () => {
  const { moved, chosenFirst } = await component("forcefield");
  const forces = chosenFirst([{ text: "a", strength: 1, chosen: true }, { text: "b", strength: 2 }], 1);
  assert.deepEqual(forces, [{ text: "a", strength: 1 }, { text: "b", strength: 2, chosen: true }]);
  assert.deepEqual(moved(forces, 1, 0), [forces[1], forces[0]]);
  assert.equal(moved(forces, 0, -1), forces);
});

test("transition: one may be in several places, and the team is counted", async () => {
  const { el, model } = await show("transition", { task: TOOLS.transition, about: null });
  const [ending, , beginning] = el.querySelectorAll("input[type=checkbox]");
  change(beginning, true);
  change(ending, true);
  assert.deepEqual(model.last().value, { me: ["ending", "beginning"] });
  const [, neutral] = el.querySelectorAll("input[type=number]");
  type(neutral, "6");
  neutral.dispatchEvent(new Event("blur"));
  assert.deepEqual(model.last().value.team, { neutral: 6 });
  type(neutral, "");
  neutral.dispatchEvent(new Event("blur"));
  assert.deepEqual(model.last().value.team, {});
});

test("transition: it names the P that is missing, once one is written", async () => {
  const { el } = await show("transition", { task: TOOLS.transition, about: null });
  assert.doesNotMatch(words(el), /Uden/);
  for (const id of ["purpose", "picture", "plan"]) type(document.getElementById(`kv-over-${id}`), "Ja");
  assert.match(words(el.querySelector(".kv-found")), /^Det manglerpart: Uden part$/);
  type(document.getElementById("kv-over-part"), "Jeg viser det");
  assert.match(words(el), /Alle fire P'er er skrevet/);
});
