import { find } from "../../page/find.ts";
import type { Side } from "../../send/happening.ts";
import type { AnswerKeys } from "./answer-keys.ts";

/** Each key once, in this order: whoever gets past this has a keyboard and knows where the keys are. */
export async function pressKeys(
  keys: AnswerKeys,
  wanted: readonly (Side | "press")[],
  timeUp: AbortSignal,
): Promise<void> {
  for (const name of wanted) {
    const key = find(`[data-key=${name}]`);
    key.dataset.isNext = "true";
    await new Promise<void>((resolve) => {
      const close = keys((_, side) => {
        if ((side ?? "press") === name) done();
      });
      timeUp.addEventListener("abort", done);
      if (timeUp.aborted) done();
      function done(): void {
        close();
        resolve();
      }
    });
    key.dataset.isNext = "false";
    key.dataset.isPressed = "true";
  }
}
