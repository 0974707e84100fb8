// Learners who close their page a moment after the last key or click, in Chromium or Firefox, each again and again in a window of her own.
// Arguments: the browser ("chrome" or "firefox"), its path, the course's address with its token, the page, a choice, its options, a free text on it,
// the learners' logins, both with commas between, how many closings, and the longest delay between the last key and the closing, in milliseconds.
// Writes a JSON line for each closing, {window, learner, task, value, delay}, to which the answer is {window, found}; where it was not found, the
// learner comes back in the same browser, and {window, learner, task, value, back: true} is asked once more.

import { createInterface } from "node:readline";
import puppeteer from "puppeteer-core";

const [kind, executablePath, address, path, choice, options, text, logins, count, longest] = process.argv.slice(2);
const SOON = 60_000;
const here = new URL(address);
const url = new URL(path, `${here.origin}${here.pathname}`).href;
const args = kind === "chrome" ? ["--no-sandbox", "--disable-gpu"] : [];
/** Who waits for an answer, by window. */
const asked = new Map();
createInterface({ input: process.stdin }).on("line", (line) => {
  const { window, found } = JSON.parse(line);
  asked.get(window)(found);
});

const browser = await puppeteer.launch({ browser: kind, executablePath, headless: true, args, protocolTimeout: 2 * SOON });
let next = 0;
try {
  await Promise.all(logins.split(",").map(closeAgainAndAgain));
} finally {
  await browser.close();
}
process.exit();

async function closeAgainAndAgain(learner, window) {
  const context = await browser.createBrowserContext();
  const first = await newPage(context);
  await first.goto(address);
  await first.evaluate((who) => document.querySelector(`.switch button[value="${who}"]`).click(), learner);
  await first.waitForNavigation();
  // the first page stays, so that the browser does not end with the window that is closed
  while (next < Number(count)) {
    const number = next++;
    const delay = Math.round((number * Number(longest)) / Math.max(1, Number(count) - 1));
    const page = await opened(context);
    const told = number % 2 ? await choose(page, number) : await write(page, number);
    await new Promise((over) => setTimeout(over, delay));
    await page.close();
    const closing = { window, learner, ...told };
    if (!(await ask({ ...closing, delay }))) {
      const again = await opened(context);
      await ask({ ...closing, back: true });
      await again.close();
    }
  }
}

function ask(what) {
  const answer = new Promise((found) => asked.set(what.window, found));
  process.stdout.write(`${JSON.stringify(what)}\n`);
  return answer;
}

/** A new tab. Firefox's driver opens none while it notices that another was closed, and says that there is no such frame. */
async function newPage(context, tries = 5) {
  try {
    return await context.newPage();
  } catch (error) {
    if (!tries) throw error;
    await new Promise((over) => setTimeout(over, 200));
    return newPage(context, tries - 1);
  }
}

async function opened(context) {
  const page = await newPage(context);
  await page.goto(url, { waitUntil: "domcontentloaded", timeout: SOON });
  for (const [task, inside] of [[choice, "input"], [text, "textarea"]]) await page.waitForSelector(`#task-${task} ${inside}`, { timeout: SOON });
  return page;
}

/** Choose another option than the one that is chosen. */
async function choose(page, number) {
  const known = options.split(",");
  const value = await page.evaluate(
    (id, all, from) => {
      const inputs = all.map((one) => document.querySelector(`#task-${id} input[value="${one}"]`));
      const wanted = [...inputs.slice(from), ...inputs.slice(0, from)].find((one) => !one.checked);
      wanted.click();
      return wanted.value;
    },
    choice,
    known,
    number % known.length,
  );
  return { task: choice, value: [value] };
}

/** Write a sentence that was not there, its last word key by key. */
async function write(page, number) {
  const value = `Skrevet til allersidst, gang ${number} æøå`;
  await page.$eval(
    `#task-${text} textarea`,
    (area, words) => {
      area.focus();
      area.value = words;
      area.setSelectionRange(words.length, words.length);
    },
    value.slice(0, -3),
  );
  await page.keyboard.type(value.slice(-3));
  return { task: text, value };
}
