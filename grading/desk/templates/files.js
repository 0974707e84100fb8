// @ts-check
// Many hand-in files at once: chosen, dropped, or a whole folder. They are sent one at a time, and each gets a line that says what became of it.

const form = /** @type {HTMLFormElement} */ (document.querySelector("form[data-take]"));
const whole = /** @type {HTMLElement} */ (document.querySelector("[data-progress]"));
const bar = /** @type {HTMLProgressElement} */ (whole.querySelector("progress"));
const count = /** @type {HTMLElement} */ (whole.querySelector("[data-count]"));
const outcomes = /** @type {HTMLElement} */ (whole.querySelector("[data-outcomes]"));
const most = Number(form.dataset.most);
/** @type {File[]} */
const queue = [];
let done = 0;
let all = 0;
let busy = false;

/** The words of the page in both languages. @param {string} name */
function words(name) {
  const found = /** @type {HTMLTemplateElement} */ (whole.querySelector(`[data-says="${name}"]`));
  return found.content.cloneNode(true);
}

/** @param {string} name @param {string} tone @param {Node} said */
function line(name, tone, said) {
  const item = document.createElement("li");
  item.dataset.tone = tone;
  const file = document.createElement("b");
  file.textContent = name;
  item.append(file, " ", said);
  outcomes.append(item);
}

function tell() {
  bar.max = all;
  bar.value = done;
  count.replaceChildren(String(done), " ", words("of"), " ", String(all));
}

/** @param {File} file */
async function send(file) {
  if (file.size > most) return line(file.name, "bad", words("413"));
  const fields = new FormData();
  for (const one of /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll("input[type=hidden]"))) fields.set(one.name, one.value);
  fields.set("file", file);
  try {
    const answer = await fetch(form.dataset.take ?? "", { method: "POST", body: fields });
    if (!answer.ok) return line(file.name, "bad", words(answer.status === 413 || answer.status === 400 ? String(answer.status) : "failed"));
    const told = await answer.json();
    const said = document.createDocumentFragment();
    for (const language of ["da", "en"]) {
      const part = document.createElement("span");
      part.lang = language;
      part.textContent = told[language];
      said.append(part);
    }
    line(file.name, told.tone, said);
  } catch {
    line(file.name, "bad", words("failed"));
  }
}

/** @param {Iterable<File>} files */
async function take(files) {
  queue.push(...files);
  all = done + queue.length + (busy ? 1 : 0);
  if (!all) return;
  whole.hidden = false;
  tell();
  if (busy) return;
  busy = true;
  for (let file = queue.shift(); file; file = queue.shift()) {
    await send(file);
    done += 1;
    tell();
  }
  busy = false;
  /** @type {HTMLElement} */ (whole.querySelector("[data-done]")).hidden = false;
}

/** All files in what was dropped, those in folders too. @param {FileSystemEntry} entry @returns {Promise<File[]>} */
async function within(entry) {
  if (entry.isFile) return [await new Promise((resolve, reject) => /** @type {FileSystemFileEntry} */ (entry).file(resolve, reject))];
  const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
  const found = [];
  for (;;) {
    const some = /** @type {FileSystemEntry[]} */ (await new Promise((resolve, reject) => reader.readEntries(resolve, reject)));
    if (!some.length) return found;
    for (const one of some) found.push(...(await within(one)));
  }
}

/** The same; of what cannot be read it is told. @param {FileSystemEntry} entry @returns {Promise<File[]>} */
async function readable(entry) {
  try {
    return await within(entry);
  } catch {
    whole.hidden = false;
    line(entry.name, "bad", words("failed"));
    return [];
  }
}

const input = /** @type {HTMLInputElement} */ (form.querySelector("[name=file]"));
const folder = /** @type {HTMLInputElement} */ (form.querySelector("#folder"));
input.multiple = true;
/** @type {HTMLElement} */ (whole.querySelector("[data-done] a")).addEventListener("click", (event) => {
  event.preventDefault(); // a link to the same page would only scroll, and show none of what has come
  location.hash = "waits-name";
  location.reload();
});
/** @type {HTMLElement} */ (form.querySelector("[data-folder]")).hidden = false;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  take([...(input.files ?? [])]);
  form.reset();
});
document.addEventListener("input", (event) => {
  const typed = /** @type {HTMLInputElement} */ (event.target);
  if (!typed.name.startsWith("login-") || !typed.value) return;
  const beside = /** @type {HTMLInputElement} */ (typed.closest("p")?.querySelector("[type=radio]"));
  beside.checked = true; // whoever types a login means that one
});
folder.addEventListener("change", () => {
  take([...(folder.files ?? [])]);
  folder.value = "";
});
form.addEventListener("dropped", async (event) => {
  event.preventDefault(); // they are sent one at a time
  const items = [.../** @type {CustomEvent<DataTransfer>} */ (event).detail.items].filter((one) => one.kind === "file"); // a mail program may bring words along
  const dropped = items.map((one) => ({ entry: one.webkitGetAsEntry(), file: one.getAsFile() })); // before anything is waited for
  const found = await Promise.all(dropped.map(({ entry, file }) => (entry ? readable(entry) : file ? [file] : [])));
  take(found.flat());
});

export {}; // a module: its names are its own
