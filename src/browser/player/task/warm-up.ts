import { painted } from "../../page/painted.ts";
import type { TrialStage } from "./run-trial.ts";

/**
 * Lays out every element of a trial once, unseen. A font face is fetched only when text needs it: without this, the
 * first arrow's plate would come up to 30 ms before the arrow on it.
 */
export async function warmUp(
  { field, make }: Pick<TrialStage, "field" | "make">,
  elements: readonly string[],
): Promise<void> {
  field.dataset.isWarming = "true";
  field.replaceChildren(...["fixation", ...elements].map(make));
  await painted();
  await document.fonts.ready;
  await painted();
  field.replaceChildren();
  delete field.dataset.isWarming;
}
