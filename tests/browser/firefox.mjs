// A learner takes the graded page in Firefox. Playwright drives no Firefox but its own, so this story is told through WebDriver BiDi.
// Arguments: Firefox's path, the course's address with its token, the page, a choice and a free text on it.
// Writes a JSON line for each step, {step, ok, seconds, why?}, and for what it asks its reader to do, {please}, to which any line is the answer.

import { createInterface } from "node:readline";
import puppeteer from "puppeteer-core";

const [executablePath, address, path, choice, text] = process.argv.slice(2);
const SOON = 30_000;
const PATIENCE = 180_000;
const BETWEEN_LOOKS = 50;
const here = new URL(address);
const url = new URL(path, `${here.origin}${here.pathname}`).href;
const answers = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
/** What no reader should cause. */
const complaints = [];

setTimeout(() => process.exit(1), PATIENCE);
const browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true });
const first = await openTab();
let second;

const STORY = [
  ["she comes in", () => first.goto(address)],
  ["she opens the page", () => first.goto(url, { waitUntil: "domcontentloaded" })],
  ["the tasks work", () => until(first, (id) => document.querySelector(`#task-${id} input`)?.checkVisibility(), choice)],
  ["she chooses and it is saved", () => choose(first, "telefon")],
  ["she writes and it is saved", () => write(first, "Jeg lader stilheden være.")],
  ["a reload shows what she chose", () => first.reload({ waitUntil: "domcontentloaded" }).then(() => chosen(first, "telefon"))],
  ["a reload shows what she wrote", () => written(first, "Jeg lader stilheden være.")],
  ["the page is marked", () => first.evaluate(() => (window.stillHere = true))],
  ["the kernels die", () => ask("kill the kernels")],
  ["she chooses on and it is saved", () => choose(first, "oev-foerst")],
  ["she writes on and it is saved", () => write(first, " Så spørger jeg.")],
  ["the page was not reloaded", () => until(first, () => window.stillHere)],
  ["she opens a second tab", async () => (second = await openTab()).goto(url, { waitUntil: "domcontentloaded" })],
  ["the second tab shows what she chose", () => chosen(second, "oev-foerst")],
  ["the second tab shows what she wrote", () => written(second, "Jeg lader stilheden være. Så spørger jeg.")],
  ["she reads it in English", () => second.click('[data-set-language="en"]').then(() => reads(second, "en"))],
  ["she reads it in Danish", () => second.click('[data-set-language="da"]').then(() => reads(second, "da"))],
  ["nothing was complained of", () => none(complaints)],
  ["a picture from elsewhere is noticed", () => borrow(second)],
];

try {
  for (const [step, act] of STORY) if (!(await tell(step, act))) break;
} finally {
  await browser.close();
}
process.exit();

/** Take a step and say what became of it. */
async function tell(step, act) {
  const start = performance.now();
  let outcome = { ok: true };
  try {
    await act();
  } catch (error) {
    outcome = { ok: false, why: String(error), complaints };
  }
  say({ step, seconds: Math.round(performance.now() - start) / 1000, ...outcome });
  return outcome.ok;
}

function ask(please) {
  say({ please });
  return answers.next();
}

function say(what) {
  process.stdout.write(`${JSON.stringify(what)}\n`);
}

async function openTab() {
  const page = await browser.newPage();
  page.on("console", (message) => ["error", "warn"].includes(message.type()) && complaints.push(message.text()));
  page.on("pageerror", (error) => cutLine(error.message) || complaints.push(error.message));
  page.on("request", (request) => elsewhere(request.url()) && complaints.push(`request to ${request.url()}`));
  await page.evaluateOnNewDocument(() => {
    document.addEventListener("securitypolicyviolation", (event) => console.error(`${event.violatedDirective} forbids ${event.blockedURI}`));
  });
  return page;
}

/** Whether Firefox says that a line to a kernel was cut, as a reload and a dead kernel must; what the page makes of it is part of the story. @param {string} words */
function cutLine(words) {
  return words.includes(`ws://${here.host}/`) && words.includes("/channels?");
}

/** Whether another host is asked for something. */
function elsewhere(address) {
  const { protocol, host } = new URL(address);
  return !["data:", "blob:"].includes(protocol) && host !== here.host;
}

/** Wait until the page says yes; a page that is just being replaced says nothing. */
async function until(page, true_, ...about) {
  const deadline = performance.now() + SOON;
  let last = "";
  while (performance.now() < deadline) {
    try {
      if (await page.evaluate(true_, ...about)) return;
      last = await page.evaluate(() => [...document.querySelectorAll("#status, .kv-status")].map((line) => line.innerText.trim()).join(" | "));
    } catch (error) {
      last = String(error);
    }
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS));
  }
  throw new Error(`not within ${SOON} ms; the page says: ${last}`);
}

async function choose(page, value) {
  await page.click(`#task-${choice} input[value="${value}"]`);
  await chosen(page, value);
}

async function write(page, words) {
  await page.type(`#task-${text} textarea`, words);
  await saved(page, text);
}

function saved(page, task) {
  return until(page, (id) => document.querySelector(`#task-${id} .kv-status`)?.dataset.state === "saved", task);
}

async function chosen(page, value) {
  await until(page, (id, one) => document.querySelector(`#task-${id} input[value="${one}"]`)?.checked, choice, value);
  await saved(page, choice);
}

async function written(page, words) {
  await until(page, (id, all) => document.querySelector(`#task-${id} textarea`)?.value === all, text, words);
  await saved(page, text);
}

function reads(page, language) {
  return until(
    page,
    (id, one) => [...document.querySelectorAll(`#kv-title-${id} [lang]`)].every((part) => part.checkVisibility() === (part.lang === one)),
    choice,
    language,
  );
}

function none(found) {
  if (found.length) throw new Error(found.join("\n"));
}

async function borrow(page) {
  await page.evaluate(() => (new Image().src = "https://elsewhere.invalid/picture.png"));
  const deadline = performance.now() + SOON;
  while (!complaints.some((one) => one.includes("elsewhere.invalid"))) {
    if (performance.now() > deadline) throw new Error("nobody noticed");
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS));
  }
}
