import { sentence } from "./fill.ts";
import { find } from "./find.ts";

/** Speaks a sentence of the page's `#spoken` list to screen readers, politely; nothing is seen. */
export function say(name: string, values: Record<string, string | number> = {}): void {
  const words = document.querySelector<HTMLElement>(`#spoken-words [data-name="${name}"]`)?.dataset.words;
  if (words) sayText(sentence(words, values));
}

/** Speaks a text that is already on the page. */
export function sayText(text: string): void {
  find("#spoken").textContent = text;
}
