/**
 * Shows the file chooser that stands hidden in `data-file-for="<id>"`, and puts the chosen file's text into the field
 * with that id. Without this script the text is pasted.
 */
export function fillFromFile(page: Document): void {
  for (const group of page.querySelectorAll<HTMLElement>("[data-file-for]")) {
    const field = page.getElementById(group.dataset.fileFor ?? "");
    const chooser = group.querySelector<HTMLInputElement>("input[type=file]");
    if (!(field instanceof HTMLTextAreaElement) || !chooser) continue;
    group.hidden = false;
    chooser.addEventListener("change", async () => {
      const file = chooser.files?.[0];
      if (file) field.value = await file.text();
    });
  }
}
