import { find } from "../../page/find.ts";
import type { TrialStage } from "./run-trial.ts";

/** Makes the task's elements from the page's templates: `fixation` from `#trial-fixation`, and so on. */
export const makeFromTemplate: TrialStage["make"] = (what) => {
  const template = find<HTMLTemplateElement>(`#trial-${what}`);
  return template.content.firstElementChild?.cloneNode(true) as HTMLElement;
};
