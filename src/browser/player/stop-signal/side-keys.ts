import type { Side } from "../../send/happening.ts";

const SIDES: Record<string, Side> = { ArrowLeft: "left", KeyF: "left", ArrowRight: "right", KeyJ: "right" };

/** The side a key stands for, by its place on the keyboard, whatever letters are printed on it. */
export function sideOfKey(
  event: Pick<KeyboardEvent, "code" | "repeat" | "ctrlKey" | "altKey" | "metaKey">,
): Side | null {
  // A held key repeats by itself: only going down is an answer.
  if (event.repeat || event.ctrlKey || event.altKey || event.metaKey) return null;
  return SIDES[event.code] ?? null;
}

/** Calls `pressed` for each press of an answer key, and keeps the arrow keys from scrolling the page. */
export function onSideKey(pressed: (side: Side, timeStamp: number) => void): () => void {
  function listen(event: KeyboardEvent): void {
    const side = sideOfKey(event);
    if (event.code in SIDES) event.preventDefault();
    if (side) pressed(side, event.timeStamp);
  }
  addEventListener("keydown", listen);
  return () => removeEventListener("keydown", listen);
}
