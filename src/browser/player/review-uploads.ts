import { fill } from "../page/fill.ts";
import { find } from "../page/find.ts";
import type { Sitting } from "../page/open-sitting.ts";
import { say } from "../page/say.ts";
import { submitAfterFlush } from "../page/submit-after-flush.ts";
import { waitingSegments } from "../send/recording-store.ts";
import type { Recording } from "../send/state.ts";

/** How often the server is asked while pieces are still on their way. */
const ASK_EVERY_MS = 3000;

/** Shows what of each camera answer has arrived, until all has. Returns what to call when a piece has gone. */
export async function reviewUploads(sitting: Sitting): Promise<() => void> {
  let isShowing = false;
  submitAfterFlush(find<HTMLFormElement>("form[data-submit]"), sitting);
  await update();
  return () => void update();

  async function update(): Promise<void> {
    if (isShowing) return;
    isShowing = true;
    const { recordings } = await sitting.refresh();
    const waiting = await waitingSegments(sitting.database);
    for (const recording of recordings) showRecording(recording, waiting.get(recording.recording) ?? 0);
    const isComplete = recordings.every(isWhole);
    if (isComplete && !find("[data-missing]").hidden) say("all-received");
    find("[data-missing]").hidden = isComplete;
    find<HTMLInputElement>("[data-missing] input").required = !isComplete;
    isShowing = false;
    if (!isComplete) setTimeout(() => void update(), ASK_EVERY_MS);
  }
}

/** Whether every piece of a finished recording is on the server's disk. */
function isWhole({ status, segments, segments_received }: Recording): boolean {
  return status === "received" || status === "ready" || segments === segments_received.length;
}

function showRecording(recording: Recording, waitingHere: number): void {
  const row = document.querySelector<HTMLElement>(`[data-recording="${recording.recording}"]`);
  if (!row) return;
  const received = recording.segments_received.length;
  const total = recording.segments ?? received + waitingHere;
  const whole = isWhole(recording);
  const bar = find<HTMLProgressElement>("[data-received-bar]", row);
  bar.max = Math.max(1, total);
  bar.value = whole ? bar.max : received;
  bar.hidden = whole;
  fill(find("[data-received-text]", row), { received, total });
  find("[data-received-text]", row).hidden = whole;
  find("[data-received-whole]", row).hidden = !whole;
}
