/**
 * Puts values into a sentence that the server wrote: `<p data-words="Saved {time}">`. Scripts hold no words of
 * their own, so that every sentence is translated in one place.
 */
export function fill(element: HTMLElement, values: Record<string, string | number>): void {
  element.textContent = sentence(element.dataset.words ?? "", values);
}

/** The sentence with each `{name}` replaced. */
export function sentence(words: string, values: Record<string, string | number>): string {
  return words.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
