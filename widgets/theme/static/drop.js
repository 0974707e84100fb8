// @ts-check
// Files can be dropped on a page as well as chosen: `dropped` says so to the form, which is sent with them unless somebody else takes them.

for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("form[data-drop]"))) {
  const input = /** @type {HTMLInputElement} */ (form.querySelector("input[type=file]"));
  const told = /** @type {HTMLElement} */ (form.querySelector("[data-drop-here]"));
  told.hidden = false;
  for (const kind of ["dragenter", "dragover"]) {
    document.addEventListener(kind, (event) => {
      if (!(/** @type {DragEvent} */ (event).dataTransfer?.types.includes("Files"))) return;
      event.preventDefault(); // else the browser would open the file in place of the page
      form.dataset.over = "";
    });
  }
  document.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) delete form.dataset.over;
  });
  document.addEventListener("drop", (event) => {
    const files = event.dataTransfer?.files;
    if (!files?.length) return;
    event.preventDefault();
    delete form.dataset.over;
    if (!form.dispatchEvent(new CustomEvent("dropped", { detail: event.dataTransfer, cancelable: true }))) return;
    input.files = files;
    form.requestSubmit();
  });
}
