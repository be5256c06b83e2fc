import { find } from "../page/find.ts";
import { say } from "../page/say.ts";
import type { InputDevice } from "../send/happening.ts";
import { inputDevice } from "./input-device.ts";

/** How long a press is seen to have been noted. */
const NOTED_MS = 900;

export type Press = { responseMs: number; input: InputDevice };

/**
 * Shows one large button while the film goes on, until `closed`; resolves then with the first press, or with null.
 * Space and Enter press it wherever the focus is, and so do mouse and touch. The press is acknowledged at once, in words
 * that say nothing about it.
 */
export function awaitPress(decision: HTMLElement, closed: Promise<void>): Promise<Press | null> {
  const button = find<HTMLButtonElement>("[data-press]", decision);
  let press: Press | null = null;
  decision.hidden = false;
  find("[data-focus]", decision).focus({ preventScroll: true });
  addEventListener("keydown", onKey);
  button.addEventListener("click", take);

  function onKey(event: KeyboardEvent): void {
    const isPress = event.key === " " || event.key === "Enter";
    // A key that is held down since before the window opened says nothing about this moment.
    if (!isPress || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
    // The switches beside the picture stay switches.
    if (event.target instanceof HTMLButtonElement && event.target !== button) return;
    // Without this, Enter would click the focused button as well, and Space would scroll.
    event.preventDefault();
    take(event);
  }

  function take(event: Event): void {
    if (press) return;
    press = { responseMs: event.timeStamp, input: inputDevice(event) };
    button.setAttribute("aria-pressed", "true");
    find("[data-press-open]", button).hidden = true;
    find("[data-press-noted]", button).hidden = false;
    say("press-noted");
  }

  return closed.then(() => {
    removeEventListener("keydown", onKey);
    button.removeEventListener("click", take);
    button.disabled = true;
    if (!press) say("window-closed");
    // A press at the last moment is still seen to have been noted, unless the next decision comes first.
    const isSeenAt = press ? press.responseMs + NOTED_MS : 0;
    setTimeout(
      () => {
        decision.hidden = true;
      },
      Math.max(0, isSeenAt - performance.now()),
    );
    return press;
  });
}
