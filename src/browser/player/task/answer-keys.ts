import type { Side } from "../../send/happening.ts";

type Key = Pick<KeyboardEvent, "code" | "repeat" | "ctrlKey" | "altKey" | "metaKey">;

/** Calls `pressed` for each press of a task's answer keys until it is closed; a task with one key knows no side. */
export type AnswerKeys = (pressed: (timeStamp: number, side?: Side) => void) => () => void;

const SIDES: Record<string, Side> = { ArrowLeft: "left", KeyF: "left", ArrowRight: "right", KeyJ: "right" };

/** The side a key stands for, by its place on the keyboard, whatever letters are printed on it. */
export function sideOfKey(event: Key): Side | null {
  return goesDown(event) ? (SIDES[event.code] ?? null) : null;
}

/** A held key repeats by itself: only going down, and alone, is an answer. */
function goesDown(event: Key): boolean {
  return !(event.repeat || event.ctrlKey || event.altKey || event.metaKey);
}

/** The keys of the left and the right side. */
export const onSideKey: AnswerKeys = (pressed) =>
  onKey(
    (event) => event.code in SIDES,
    (event) => {
      const side = sideOfKey(event);
      if (side) pressed(event.timeStamp, side);
    },
  );

/** The space bar. */
export const onSpaceKey: AnswerKeys = (pressed) =>
  onKey(
    (event) => event.code === "Space",
    (event) => {
      if (goesDown(event)) pressed(event.timeStamp);
    },
  );

/** Listens for keys, and keeps those that answer from scrolling the page. */
function onKey(answers: (event: KeyboardEvent) => boolean, happened: (event: KeyboardEvent) => void) {
  function listen(event: KeyboardEvent): void {
    if (!answers(event)) return;
    event.preventDefault();
    happened(event);
  }
  addEventListener("keydown", listen);
  return () => removeEventListener("keydown", listen);
}
