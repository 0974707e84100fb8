// @ts-check
// A text with an agreed level: a level is one key. As on the page of a text, the keys can be switched off there.

const form = document.querySelector("[data-calibration]");
let keys = true;
try {
  keys = localStorage.getItem("kompetencevej-keys") !== "off";
} catch {
  // a storage that is blocked remembers nothing
}
const help = /** @type {HTMLElement|null} */ (form?.querySelector("[data-keys]") ?? null);
if (help) help.hidden = !keys;
document.addEventListener("keydown", (event) => {
  if (!keys || event.ctrlKey || event.metaKey || event.altKey || !/^[0-4]$/.test(event.key)) return;
  const level = /** @type {HTMLInputElement|null} */ (form?.querySelector(`input#level-${event.key}`) ?? null);
  if (!level) return;
  level.checked = true;
  level.focus({ preventScroll: true });
});
