// @ts-check
// What every page can do: change language and colours without a reload, and remember which answers from the trainer have been read.

/** @param {string} name @param {string} value */
function remember(name, value) {
  const base = document.body.dataset.base ?? "/";
  document.cookie = `kompetencevej-${name}=${value}; path=${base}; max-age=31536000; samesite=lax`;
}

/** @param {"da"|"en"} language */
function setLanguage(language) {
  const root = document.documentElement;
  root.lang = root.dataset.lang = language;
  const title = document.querySelector("title");
  if (title?.dataset[language]) document.title = /** @type {string} */ (title.dataset[language]);
  for (const button of document.querySelectorAll("[data-set-language]")) {
    button.setAttribute("aria-pressed", String(/** @type {HTMLElement} */ (button).dataset.setLanguage === language));
  }
  remember("language", language);
  document.dispatchEvent(new CustomEvent("kompetencevej:language", { detail: { language } }));
}

/** What is folded away on the screen is printed too. */
function unfoldForPrint() {
  const folded = [...document.querySelectorAll("main details:not([open])")];
  for (const part of folded) part.toggleAttribute("open", true);
  window.addEventListener("afterprint", () => folded.forEach((part) => part.removeAttribute("open")), { once: true });
}
window.addEventListener("beforeprint", unfoldForPrint);

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function showTheme() {
  document.querySelector("[data-toggle-theme]")?.setAttribute("aria-pressed", String(isDark()));
}

document.addEventListener("click", (event) => {
  const pressed = /** @type {HTMLElement|null} */ (/** @type {Element} */ (event.target).closest("[data-set-language], [data-toggle-theme], [data-reload]"));
  if (!pressed) return;
  if (pressed.dataset.setLanguage) setLanguage(/** @type {"da"|"en"} */ (pressed.dataset.setLanguage));
  else if ("reload" in pressed.dataset) location.reload();
  else {
    const theme = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    remember("theme", theme);
    showTheme();
  }
});

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", showTheme);
showTheme();

/** The hand-ins whose feedback was opened in this browser. @returns {string[]} */
function read() {
  try {
    return JSON.parse(localStorage.getItem("kompetencevej-read") ?? "[]");
  } catch {
    return []; // a storage that is blocked or broken holds nothing
  }
}

for (const mark of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-unread]"))) {
  mark.hidden = read().includes(mark.dataset.unread ?? "");
}
const opened = /** @type {HTMLElement|null} */ (document.querySelector("[data-read-submission]"))?.dataset.readSubmission;
if (opened && !read().includes(opened)) {
  try {
    localStorage.setItem("kompetencevej-read", JSON.stringify([...read(), opened].slice(-200)));
  } catch {
    // then it stays marked as new, which does no harm
  }
}
