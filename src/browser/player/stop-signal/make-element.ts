import { find } from "../../page/find.ts";
import type { TrialStage } from "./run-trial.ts";

/** Makes the task's elements from the page's templates `#trial-fixation`, `#trial-left`, `#trial-right`, `#trial-sign`. */
export const makeFromTemplate: TrialStage["make"] = (what) => {
  const template = find<HTMLTemplateElement>(`#trial-${what}`);
  return template.content.firstElementChild?.cloneNode(true) as HTMLElement;
};
