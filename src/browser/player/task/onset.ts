import type { TimeSource } from "../../send/happening.ts";

export type Onset = { ms: number; source: TimeSource };

/** An entry of Element Timing; `presentationTime` is newer than TypeScript's own declarations. */
export type ElementEntry = PerformanceEntry & {
  identifier: string;
  renderTime: number;
  presentationTime?: number;
};

/**
 * When a stimulus was seen first: when the frame went to the screen, else when it was rendered, else the second
 * animation frame after the change. Zero means that the browser does not tell.
 */
export function chooseOnset(
  entry: Pick<ElementEntry, "renderTime" | "presentationTime"> | undefined,
  secondFrameMs: number,
): Onset {
  if (entry?.presentationTime) return { ms: entry.presentationTime, source: "presentation" };
  if (entry?.renderTime) return { ms: entry.renderTime, source: "render" };
  return { ms: secondFrameMs, source: "second_frame" };
}
