/** Asks the question of a form's `data-question` before the form is posted; `Escape` and `Cancel` keep the page as it is. */
export function askBeforePosting(page: Document): void {
  for (const form of page.querySelectorAll<HTMLFormElement>("form[data-question]")) {
    let isAnswered = false;
    form.addEventListener("submit", (event) => {
      if (isAnswered) return;
      event.preventDefault();
      ask(page, form.dataset.question ?? "", () => {
        isAnswered = true;
        form.requestSubmit();
      });
    });
  }
}

function ask(page: Document, question: string, onYes: () => void): void {
  const dialog = page.createElement("dialog");
  dialog.className = "question";
  const words = page.createElement("p");
  words.id = "question-words";
  words.textContent = question;
  dialog.setAttribute("aria-labelledby", words.id);

  const yes = button(page, "Yes, go on", "usa-button", () => {
    dialog.close();
    onYes();
  });
  const cancel = button(page, "Cancel", "usa-button usa-button--outline", () => dialog.close());
  cancel.autofocus = true; // A stray Enter must not do what cannot be undone.
  const actions = page.createElement("div");
  actions.className = "form-actions";
  actions.append(yes, cancel);

  dialog.append(words, actions);
  dialog.addEventListener("close", () => dialog.remove());
  page.body.append(dialog);
  dialog.showModal();
}

function button(page: Document, label: string, className: string, onClick: () => void): HTMLButtonElement {
  const element = page.createElement("button");
  element.type = "button";
  element.className = className;
  element.textContent = label;
  element.addEventListener("click", onClick);
  return element;
}
