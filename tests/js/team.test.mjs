// A learner shares her table with her team by a switch, and reads what her colleagues have written.

import assert from "node:assert/strict";
import { afterEach, mock, test } from "node:test";
import { button, change, clear, danish, show, shared, type } from "./stage.mjs";

afterEach(clear);
const words = (element) => danish(element).replace(/\s+/g, " ").trim();
const both = (da) => ({ da, en: `${da} (en)` });
const common = { competence: "samtale.kanal", level: 2, use: "tool", title: both("Titel"), prompt: both("Hvad gør du?"), module: "9-proeve", owner: "a1b2c3", document: null, shared: true };
const TABLE = {
  ...common, id: "gruppe", kind: "table", least: 1, most: 3, start: [],
  columns: [
    { id: "hvem", heading: both("Hvem"), kind: "text", max_chars: 20, choices: [] },
    { id: "type", heading: both("Type"), kind: "choice", choices: [{ id: "a", text: both("Analog") }, { id: "b", text: both("Begejstret") }] },
  ],
};
const PANES = { ...common, id: "vindue", kind: "panes", panes: ["godt", "skidt", "laert", "nyt"].map((id) => ({ id, heading: both(id), help: both("Hvad?"), below: [] })) };
const PLAN = { ...common, id: "plan", kind: "plan", sections: [{ id: "maal", heading: both("Mål"), help: both("Hvad?"), kind: "text", items: [] }] };
const BO = { name: "Bo Berg", value: { rows: [{ id: "b1", cells: { hvem: "Bo", type: "b" } }] }, parts: [{ heading: both("Række 1"), lines: [both("Hvem: Bo")] }] };
const team = (more = {}) => ({ name: "Team Nord", shares: false, others: [], error: null, reply: null, ...more });
const MINE = { rows: [{ id: "m1", cells: { hvem: "Mig", type: "a" } }] };
const box = (el) => el.querySelector('input[role="switch"]');

for (const [kind, task] of [["table", TABLE], ["panes", PANES], ["plan", PLAN]]) {
  test(`${kind}: who is in no team meets no switch`, async () => {
    const { el } = await show(kind, { task, team: null });
    assert.ok(el.querySelector(".kv-team").hidden);
  });

  test(`${kind}: the switch says what it does and to whom, and asks the kernel`, async () => {
    const { el, model } = await show(kind, { task, team: team() });
    assert.match(words(el.querySelector("label[for$=-team]")), /Lad Team Nord læse det, jeg har skrevet her/);
    assert.ok(document.getElementById(box(el).getAttribute("aria-describedby")));
    assert.match(words(el), /Ingen kolleger har delt noget her endnu/);
    change(box(el), true);
    const { type: asked, value, id } = model.last();
    assert.deepEqual([asked, value], ["share", true]);
    model.set({ team: team({ shares: true, reply: id }) });
    assert.ok(box(el).checked);
    assert.match(words(el.querySelector('.kv-team [role="status"]')), /Nu kan dit team læse med/);
  });
}

test("ending it is one click", async () => {
  const { el, model } = await show("panes", { task: PANES, team: team({ shares: true }) });
  assert.ok(box(el).checked);
  change(box(el), false);
  assert.deepEqual([model.last().type, model.last().value], ["share", false]);
  model.set({ team: team({ reply: model.last().id }) });
  assert.match(words(el), /Nu er det kun dig, der kan se det/);
});

test("what is being typed is sent before it is shared", async () => {
  const { el, model } = await show("panes", { task: PANES, team: team() });
  type(el.querySelector("textarea"), "Roen");
  change(box(el), true);
  assert.deepEqual(model.messages.map((one) => one.type), ["save", "share"]);
  assert.deepEqual(model.messages[0].value, { godt: "Roen" });
});

test("colleagues' rows stand under their names, and cannot be changed", async () => {
  const { el } = await show("table", { task: TABLE, answer: MINE, team: team({ others: [BO] }) });
  const theirs = el.querySelector(".kv-colleague");
  assert.match(words(theirs), /Bo Berg.*Hvem: Bo/);
  assert.equal(theirs.querySelectorAll("input, textarea, select, button").length, 0);
  assert.equal(el.querySelectorAll(".kv-row").length, 1, "her own row alone is hers to change");
});

test("what the kernel no longer remarks, now that the team's rows count, is gone when she shares", async () => {
  const { el, model } = await show("table", { task: TABLE, answer: MINE, team: team({ others: [BO] }), remarks: [both("Begejstret mangler.")] });
  assert.match(words(el.querySelector(".kv-remarks li")), /Begejstret mangler/);
  model.set({ team: team({ shares: true, others: [BO] }), remarks: [] });
  assert.equal(el.querySelector(".kv-remarks li"), null);
});

test("new rows come when she asks for them, and her own field keeps its focus", async () => {
  const { el, model } = await show("table", { task: TABLE, answer: MINE, team: team() });
  button(el, "Se, om der er kommet nyt").click();
  assert.equal(model.last().type, "team");
  const area = el.querySelector("textarea");
  area.focus();
  model.set({ team: team({ others: [BO], reply: model.last().id }) });
  assert.match(words(el), /Bo Berg/);
  assert.equal(document.activeElement, area);
});

test("a refusal is told where she pressed, and the switch goes back", async () => {
  const { el, model } = await show("panes", { task: PANES, team: team() });
  change(box(el), true);
  model.set({ team: { ...team({ reply: model.last().id }), error: both("Du står ikke i et team.") } });
  assert.match(words(el.querySelector('.kv-team [role="status"]')), /Du står ikke i et team/);
  assert.ok(!box(el).checked);
});

test("a kernel that is gone, or says nothing, is told, and the switch shows what is true", async () => {
  const { el, model } = await show("panes", { task: PANES, team: team() });
  model.gone = true;
  change(box(el), true);
  assert.match(words(el.querySelector('.kv-team [role="status"]')), /kunne ikke lade sig gøre/);
  assert.ok(!box(el).checked);
  model.gone = false;
  mock.timers.enable({ apis: ["setTimeout"] });
  change(box(el), true);
  assert.ok(box(el).checked);
  mock.timers.tick(shared.CONFIRM_WITHIN);
  mock.timers.reset();
  assert.ok(!box(el).checked);
});
