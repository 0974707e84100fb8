// @ts-check
// The trainer's page while something is at work: how far it is, and a fresh page when it is done; and its choices in the reader's language.

const work = /** @type {HTMLElement|null} */ (document.querySelector("[data-work]"));
const ASK_EVERY = 500;

async function ask() {
  if (!work) return;
  let found;
  try {
    const response = await fetch(`${document.body.dataset.base ?? "/"}trainer/progress`, { headers: { Accept: "application/json" } });
    if (!response.ok) throw new Error(String(response.status));
    found = await response.json();
  } catch {
    setTimeout(ask, 3 * ASK_EVERY); // the line or the service is away for a moment; the command goes on without us
    return;
  }
  const bar = /** @type {HTMLProgressElement} */ (work.querySelector("progress"));
  if (found.total) {
    bar.max = found.total;
    bar.value = found.done;
  }
  for (const words of work.querySelectorAll("[data-count]")) words.textContent = found.total ? `${found.done} / ${found.total}` : "";
  if (found.running || found.wanted) setTimeout(ask, ASK_EVERY);
  else location.reload();
}

if (work) setTimeout(ask, ASK_EVERY);

// A choice can hold one language at a time: it follows the page's.
function speak() {
  const language = document.documentElement.dataset.lang === "en" ? "en" : "da";
  for (const option of /** @type {NodeListOf<HTMLOptionElement>} */ (document.querySelectorAll("option[data-da]"))) {
    option.textContent = option.dataset[language] ?? "";
    option.lang = language;
  }
}

document.addEventListener("kompetencevej:language", speak);
