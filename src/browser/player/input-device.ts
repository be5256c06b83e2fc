import type { InputDevice } from "../send/happening.ts";

/** With what a click or a key press was made. Enter on a focused button arrives as a click without a pointer. */
export function inputDevice(event: Event): InputDevice {
  const pointerType = "pointerType" in event ? event.pointerType : "";
  if (event instanceof KeyboardEvent || pointerType === "") return "keyboard";
  return pointerType === "touch" || pointerType === "pen" ? pointerType : "mouse";
}
