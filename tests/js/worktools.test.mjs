// What a colleague sees and does in tables, panes, cycles and follow-up dates, and what they tell the kernel.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { button, change, clear, component, danish, shared, show, speak, type } from "./stage.mjs";

afterEach(clear);
const words = (element) => danish(element).replace(/\s+/g, " ").trim();
const both = (da) => ({ da, en: `${da} (en)` });
const common = { competence: "samtale.kanal", level: 2, use: "tool", title: both("Titel"), prompt: both("Hvad gør du?"), module: "9-proeve", owner: "a1b2c3" };
const document_ = { filename: "fil", title: both("Fil"), intro: both("Til dig.") };
const help = both("Hvorfor?");
const field = (id, kind = "text") => ({ id, heading: both(id), help, kind });
const TASKS = {
  table: {
    ...common, id: "gruppe", kind: "table", least: 2, most: 3, document: document_,
    start: [{ hvem: both("Leder") }],
    columns: [
      { id: "hvem", heading: both("Hvem"), kind: "text", max_chars: 20, choices: [] },
      { id: "type", heading: both("Type"), kind: "choice", choices: [{ id: "a", text: both("Analog") }, { id: "b", text: both("Begejstret") }] },
      { id: "fra", heading: both("Fra"), kind: "date", choices: [] },
      { id: "med", heading: both("Med"), kind: "tick", choices: [] },
    ],
  },
  panes: { ...common, id: "vindue", kind: "panes", document: null, panes: ["godt", "skidt", "laert", "nyt"].map((id) => ({ id, heading: both(id), help, below: id === "nyt" ? [field("hvem"), field("fra", "date")] : [] })) },
  cycle: {
    ...common, id: "proeve", kind: "cycle", document: document_,
    numbers: [1, 999],
    steps: [["plan", [field("hvad"), field("dag", "date"), field("sager", "number")]], ["do", [field("skete")]], ["study", [field("saa")]], ["adjust", [field("nu")]]].map(([id, fields]) => ({ id, name: both(id), fields, opens: null })),
  },
  dates: { ...common, id: "dage", kind: "dates", document: document_, pattern: ["weeks-1", "months-3"], longest: { weeks: 104, months: 60 }, event: both("Opfølgning") },
};
const open = (kind, answer = null, more = {}) => show(kind, { task: TASKS[kind], answer, ...(kind === "dates" ? { days: [] } : {}), ...more });
const row = (id, cells = {}) => ({ id, cells });
const rowsShown = (el) => [...el.querySelectorAll(".kv-row textarea")].map((one) => one.value);

for (const kind of Object.keys(TASKS)) {
  test(`${kind}: stands there empty, every control named, and saves nothing by itself`, async () => {
    const { el, model } = await open(kind);
    assert.match(words(el), /Hvad gør du\?/);
    assert.equal(model.messages.length, 0);
    for (const control of el.querySelectorAll("input, textarea, select")) {
      assert.ok(control.closest("label") ?? el.querySelector(`label[for="${control.id}"]`), control.outerHTML);
      for (const name of ["aria-describedby", "aria-labelledby"])
        for (const id of (control.getAttribute(name) ?? "").split(" ").filter(Boolean)) assert.ok(document.getElementById(id), `#${id}`);
    }
    for (const group of el.querySelectorAll("fieldset")) assert.ok(words(group.querySelector("legend")));
    const ids = [...el.querySelectorAll("[id]")].map((one) => one.id);
    assert.equal(new Set(ids).size, ids.length, "an id stands once");
  });

  test(`${kind}: taken away, it listens to nothing`, async () => {
    const { model, leave } = await open(kind);
    leave();
    assert.deepEqual(Object.values(model.heard).flat(), []);
  });
}

test("table: the rows to begin with speak the page's language until something is saved", async () => {
  const { el } = await open("table");
  assert.deepEqual(rowsShown(el), ["Leder"]);
  speak("en");
  assert.deepEqual(rowsShown(el), ["Leder (en)"]);
});

test("table: a row that is added is saved, and the focus is in it", async () => {
  const { el, model } = await open("table");
  button(el, "Tilføj en række").click();
  const [first, second] = model.last().value.rows;
  assert.deepEqual(first, row("start-1", { hvem: "Leder" }));
  assert.match(second.id, /^[a-z0-9-]{1,40}$/);
  assert.equal(document.activeElement, el.querySelectorAll(".kv-row textarea")[1]);
});

test("table: a cell is saved with its row, cells in the order of the columns, empty ones left out", async () => {
  const { el, model } = await open("table", { rows: [row("x", { hvem: "Os", med: true })] });
  change(el.querySelector("select"), "b");
  assert.deepEqual(model.last().value.rows, [row("x", { hvem: "Os", type: "b", med: true })]);
  assert.deepEqual(Object.keys(model.last().value.rows[0].cells), ["hvem", "type", "med"]);
  change(el.querySelector("[type=checkbox]"), false);
  assert.deepEqual(model.last().value.rows, [row("x", { hvem: "Os", type: "b" })]);
});

test("table: a row moves by its buttons, keeps the focus, and its new place is said", async () => {
  const { el, model } = await open("table", { rows: [row("x", { hvem: "A" }), row("y", { hvem: "B" })] });
  const down = button(el, "Flyt ned");
  down.focus();
  down.click();
  assert.deepEqual(rowsShown(el), ["B", "A"]);
  assert.deepEqual(model.last().value.rows.map((one) => one.id), ["y", "x"]);
  assert.equal(document.activeElement, down);
  assert.match(words(el.querySelector(".kv-row-told")), /Række 2/);
  const sent = model.messages.length;
  down.click();
  assert.equal(model.messages.length, sent, "the last cannot go further down");
  assert.equal(words(el.querySelector(".kv-row-told")), "Det står allerede nederst.");
  const [up] = [...el.querySelectorAll(".kv-row-acts button")];
  assert.match(words(up), /Flyt op/);
  assert.equal(up.getAttribute("aria-disabled"), "true");
  up.click();
  assert.equal(model.messages.length, sent, "nor the first further up");
  assert.equal(words(el.querySelector(".kv-row-told")), "Det står allerede øverst.");
});

test("table: a row taken away can be put back where it was", async () => {
  const { el, model } = await open("table", { rows: [row("x", { hvem: "A" }), row("y", { hvem: "B" })] });
  button(el, "Fjern").click();
  assert.deepEqual(rowsShown(el), ["B"]);
  assert.equal(document.activeElement, el.querySelector(".kv-row textarea"));
  button(el, "Fortryd").click();
  assert.deepEqual(rowsShown(el), ["A", "B"]);
  assert.deepEqual(model.last().value.rows.map((one) => one.id), ["x", "y"]);
});

test("table: with as many rows as there is room for, none is added, and why is said", async () => {
  const { el, model } = await open("table", { rows: ["x", "y", "z"].map((id) => row(id, { hvem: id })) });
  button(el, "Tilføj en række").click();
  assert.equal(model.messages.length, 0);
  assert.match(words(el), /plads til 3 rækker/);
});

const remarked = (el) => [...el.querySelectorAll(".kv-remarks li")].map(words);

for (const kind of Object.keys(TASKS)) {
  test(`${kind}: what the kernel remarks stands below it, is read aloud, and is gone when there is nothing to remark`, async () => {
    const { el, model } = await open(kind, null, { remarks: [both("Analog mangler."), both("Begejstret mangler.")] });
    const [heading, list] = el.querySelector(".kv-remarks").children;
    assert.deepEqual([list.getAttribute("aria-live"), heading.hidden], ["polite", false]);
    assert.deepEqual(remarked(el), ["Analog mangler.", "Begejstret mangler."]);
    const stays = list.lastChild;
    model.set({ remarks: [both("Fristen er gået."), both("Begejstret mangler.")] });
    assert.deepEqual(remarked(el), ["Fristen er gået.", "Begejstret mangler."]);
    assert.equal(list.lastChild, stays, "what was said before is not said again");
    model.set({ remarks: [] });
    assert.deepEqual([remarked(el), heading.hidden], [[], true]);
  });
}

test("remarks keep still while somebody writes, and follow when she leaves the field", async () => {
  const { el, model } = await open("panes");
  const [first, second] = el.querySelectorAll("textarea");
  first.focus();
  type(first, "Ro");
  model.set({ remarks: [both("To ord eller færre.")] });
  assert.deepEqual(remarked(el), []);
  second.focus();
  assert.deepEqual(remarked(el), ["To ord eller færre."]);
});

test("remarks follow a choice at once", async () => {
  const { el, model } = await open("table", { rows: [row("x", { hvem: "A" })] });
  el.querySelector("select").focus();
  change(el.querySelector("select"), "b");
  model.confirm(model.last(), { remarks: [both("Analog mangler.")] });
  assert.deepEqual(remarked(el), ["Analog mangler."]);
});

test("table: a text too long and a date no calendar has stay on the page and are not sent", async () => {
  const { el, model } = await open("table", { rows: [row("x")] });
  change(el.querySelector("[type=date]"), "1900-01-01");
  assert.match(words(el), /årene 2000–2099/);
  type(el.querySelector("textarea"), "x".repeat(21));
  el.querySelector("textarea").dispatchEvent(new Event("blur"));
  assert.equal(model.messages.length, 0);
  assert.equal(el.querySelector("textarea").value.length, 21);
  change(el.querySelector("[type=date]"), "2026-09-01");
  type(el.querySelector("textarea"), "Os");
  el.querySelector("textarea").dispatchEvent(new Event("blur"));
  assert.deepEqual(model.last().value.rows, [row("x", { hvem: "Os", fra: "2026-09-01" })]);
});

test("table: a row that another window took away is not lost while the reader decides", async () => {
  const { el, model } = await open("table", { rows: [row("x", { hvem: "A" })] });
  change(el.querySelector("[type=checkbox]"), true);
  model.refuse("conflict", { theirs: { rows: [] } });
  assert.deepEqual(rowsShown(el), ["A"]);
  assert.match(words(el), /Behold det, jeg har her/);
});

test("table: the document holds the rows as they stand, also those to begin with", async () => {
  const { el, model } = await open("table");
  button(el, "Hent som Word-dokument").click();
  assert.deepEqual(model.last().value, { language: "da", answer: { rows: [row("start-1", { hvem: "Leder" })] } });
});

test("panes: what is written in one is saved with what stands in the others", async () => {
  const { el, model } = await open("panes", { nyt: "To" });
  type(el.querySelector("textarea"), "Roen");
  el.querySelector("textarea").dispatchEvent(new Event("blur"));
  assert.deepEqual(model.last().value, { nyt: "To", godt: "Roen" });
  assert.equal(button(el, "Hent som Word-dokument"), undefined, "it has no document of its own");
});

test("cycle: a field is saved in the round that is worked on", async () => {
  const { el, model } = await open("cycle", { rounds: [{ "plan-hvad": "Før" }, { "do-skete": "Nu" }] });
  type(el.querySelector("textarea"), "Ring");
  el.querySelector("textarea").dispatchEvent(new Event("blur"));
  assert.deepEqual(model.last().value.rounds, [{ "plan-hvad": "Før" }, { "plan-hvad": "Ring", "do-skete": "Nu" }]);
});

test("panes: who does it, and from when, stand below a pane and are saved beside it", async () => {
  const { el, model } = await open("panes", { nyt: "Ringe først" });
  change(el.querySelector("[type=date]"), "2026-12-01");
  const who = el.querySelector("#kv-vindue-nyt-hvem");
  type(who, "Emil");
  who.dispatchEvent(new Event("blur"));
  assert.deepEqual(model.last().value, { nyt: "Ringe først", "nyt-fra": "2026-12-01", "nyt-hvem": "Emil" });
});

test("cycle: a number is saved as one, and what is no number from 1 to 999 stays and is told", async () => {
  const { el, model } = await open("cycle", { rounds: [{ "plan-hvad": "Ring" }] });
  const number = el.querySelector("[type=number]");
  type(number, "1000");
  number.dispatchEvent(new Event("blur"));
  assert.equal(model.messages.length, 0);
  assert.match(words(el), /helt tal fra 1 til 999/);
  type(number, "4");
  number.dispatchEvent(new Event("blur"));
  assert.deepEqual(model.last().value, { rounds: [{ "plan-hvad": "Ring", "plan-sager": 4 }] });
});

const TASK_THAT_OPENS = { ...TASKS.cycle, steps: TASKS.cycle.steps.map((step) => (step.id === "study" ? { ...step, opens: "plan-dag" } : step)) };
const study = (el) => el.querySelectorAll(".kv-step-of-cycle")[2];
const isOpen = (el) => !study(el).children[1].hidden && study(el).children[2].hidden;
const later = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);

test("cycle: a step opens on the day that the plan says, and tells which", async () => {
  const { el } = await open("cycle", { rounds: [{ "plan-hvad": "Ring", "plan-dag": later }] }, { task: TASK_THAT_OPENS });
  assert.ok(!isOpen(el));
  assert.match(words(study(el)), new RegExp(`Åbner ${Number(later.slice(8))}\\.`));
  change(el.querySelector("[type=date]"), shared.today());
  assert.ok(isOpen(el));
});

test("cycle: without a day a step says what it waits for", async () => {
  const { el } = await open("cycle", null, { task: TASK_THAT_OPENS });
  assert.ok(!isOpen(el));
  assert.match(words(study(el)), /Åbner den dag, I skriver under »dag«/);
  change(el.querySelector("[type=date]"), "0202-01-01");
  assert.ok(!isOpen(el), "a year that is half written is no day");
});

test("cycle: who is done early opens the step herself, and it does not close under her hands", async () => {
  const { el, model } = await open("cycle", { rounds: [{ "plan-dag": later }] }, { task: TASK_THAT_OPENS });
  button(study(el), "færdige før tid").click();
  const area = study(el).querySelector("textarea");
  assert.equal(document.activeElement, area);
  type(area, "Ja");
  type(area, "");
  area.dispatchEvent(new Event("blur"));
  model.confirm();
  assert.ok(isOpen(el));
  button(el, "begynd en ny").click();
  assert.ok(!isOpen(el), "the next round has a day of its own");
});

test("cycle: what stands in a step that would be closed is always shown", async () => {
  const { el } = await open("cycle", { rounds: [{ "plan-dag": later, "study-saa": "Tre af fem" }] }, { task: TASK_THAT_OPENS });
  assert.ok(isOpen(el));
  assert.equal(study(el).querySelector("textarea").value, "Tre af fem");
});

test("cycle: a round is kept to be read, and a new one begins with the focus in it", async () => {
  const { el, model } = await open("cycle", { rounds: [{ "plan-hvad": "Ring" }] });
  button(el, "begynd en ny").click();
  assert.deepEqual(model.last().value, { rounds: [{ "plan-hvad": "Ring" }, {}] });
  assert.match(words(el.querySelector(".kv-earlier")), /Runde 1 ?hvad ?Ring/);
  assert.equal(el.querySelector("textarea").value, "");
  assert.equal(document.activeElement, el.querySelector("textarea"));
});

test("cycle: an empty round is not kept, and why is said", async () => {
  const { el, model } = await open("cycle");
  button(el, "begynd en ny").click();
  assert.equal(model.messages.length, 0);
  assert.match(words(el), /Skriv noget i runden/);
});

test("dates: the day and the pattern are saved, and the days stand in a table when the kernel has worked them out", async () => {
  const { el, model } = await open("dates");
  change(el.querySelector("[type=date]"), "2026-02-02");
  assert.deepEqual(model.last().value, { live: "2026-02-02" });
  model.confirm(model.last(), { days: [{ after: both("3 måneder"), day: both("mandag 4.5.2026"), note: both("Flyttet.") }] });
  assert.match(words(el.querySelector("tbody")), /3 måneder ?mandag 4\.5\.2026 ?Flyttet\./);
  change(el.querySelector("[value=weeks-1]"), false);
  assert.deepEqual(model.last().value, { live: "2026-02-02", pattern: ["months-3"] });
  assert.ok(el.querySelector("[value=weeks-1]"), "what was unticked can be ticked again");
});

test("dates: who keeps the calendar is saved with the days", async () => {
  const { el, model } = await open("dates", { live: "2026-02-02" });
  const keeper = el.querySelector("#kv-dage-keeper");
  type(keeper, "Rikke");
  keeper.dispatchEvent(new Event("blur"));
  assert.deepEqual(model.last().value, { live: "2026-02-02", keeper: "Rikke" });
});

test("dates: an interval of one's own is added in its place; a foolish one is told", async () => {
  const { el, model } = await open("dates");
  const number = el.querySelector("[type=number]");
  number.value = "200";
  button(el, "Tilføj").click();
  assert.equal(model.messages.length, 0);
  assert.match(words(el), /op til 104 uger/);
  number.value = "6";
  button(el, "Tilføj").click();
  assert.deepEqual(model.last().value, { pattern: ["weeks-1", "weeks-6", "months-3"] });
});

test("dates: the calendar is fetched beside the document", async () => {
  const { el, model } = await open("dates", { live: "2026-02-02" });
  button(el, "kalender").click();
  assert.deepEqual([model.last().type, model.last().value.answer], ["calendar", { live: "2026-02-02" }]);
});

test("dates: intervals stand shortest first, each once", async () => {
  const { inOrder } = await component("dates");
  assert.deepEqual(inOrder(["months-3", "weeks-1", "weeks-1", "months-1", "weeks-4"]), ["weeks-1", "weeks-4", "months-1", "months-3"]);
});
