/** The unsaved words of a typed answer, kept in this tab so that a reload goes on in the middle of a sentence. */
export function keepDraft(section: string, text: string): void {
  sessionStorage.setItem(nameOf(section), text);
}

/** The draft of that section; null where nothing was typed. */
export function readDraft(section: string): string | null {
  return sessionStorage.getItem(nameOf(section));
}

function nameOf(section: string): string {
  return `composure-draft-${section}`;
}
