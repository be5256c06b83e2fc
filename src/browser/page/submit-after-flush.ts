import type { Sitting } from "./open-sitting.ts";

/**
 * Sends what waits here before a form goes: the server numbers the form's own event, and it must come after them.
 */
export function submitAfterFlush(form: HTMLFormElement, sitting: Sitting): void {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void sitting.flush().then(() => form.submit());
  });
}
