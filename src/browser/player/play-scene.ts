import { startClock } from "../page/clock.ts";
import { find } from "../page/find.ts";
import type { Sitting } from "../page/open-sitting.ts";
import { sayText } from "../page/say.ts";
import { showStage } from "../page/show.ts";
import { orphanedRecording } from "../send/recording-store.ts";
import type { Scene } from "../send/state.ts";
import { keepDraft, readDraft } from "./draft.ts";
import { finishOrphan, keepRecording } from "./keep-recording.ts";
import { watchPresence } from "./presence.ts";
import { clickOn, speakAnswer } from "./speak-answer.ts";
import { startFilm } from "./start-film.ts";
import { typeAnswer } from "./type-answer.ts";
import { watchFilm } from "./watch-film.ts";

/** A scene from its intro to its answer, or from wherever an earlier page left it. */
export async function playScene(sitting: Sitting): Promise<void> {
  const { scene, section } = sitting.state;
  if (!scene || !section) return sitting.leave();
  const timeUp = new AbortController();
  watchPresence((cause, durationMs) => sitting.disturb(cause, durationMs));
  startClock({
    locale: sitting.state.locale,
    left: sitting.left,
    limitMs: section.limit_seconds * 1000,
    timeUp: () => timeUp.abort(),
  });
  if (section.is_started) {
    sitting.disturb("reloaded", 0);
    find("[data-reloaded]").hidden = false;
  }
  const orphan = await orphanedRecording(sitting.database, sitting.state.sitting, section.name);
  if (orphan && 0 < orphan.segments) {
    await finishOrphan(sitting, orphan);
    return await end(sitting, timeUp.signal, "kept");
  }
  await closeLostRecording(sitting, scene, section.name);
  // A typed answer goes on where its draft stands.
  const draft = readDraft(section.name);
  if (scene.is_answered && draft === null) return await end(sitting, timeUp.signal, "done");
  if (!scene.is_watched && draft === null) {
    await Promise.race([watch(sitting, scene, section.name), aborted(timeUp.signal)]);
  }
  if (!timeUp.signal.aborted) await answer(sitting, scene, section.name, timeUp.signal);
  await end(sitting, timeUp.signal, "done");
}

/** A recording of which this device has nothing is ended as lost, so that the camera is offered anew. */
async function closeLostRecording(sitting: Sitting, scene: Scene, section: string): Promise<void> {
  if (!scene.recording || scene.recording.is_finished) return;
  const { recording } = scene.recording;
  const payload = { section, recording, segments: 0, bytes: 0, duration_ms: 0, reason: "fault" as const };
  await sitting.push({ kind: "recording_finished", payload });
}

async function watch(sitting: Sitting, scene: Scene, section: string): Promise<void> {
  const { film, isSilent } = await startFilm(scene, sitting.state.locale);
  await watchFilm({
    scene,
    film,
    isSilent,
    locale: sitting.state.locale,
    stagePainted: async () => {
      if (!sitting.state.section?.is_started)
        await sitting.push({ kind: "section_started", payload: { section } });
    },
    decided: (decided) => sitting.push({ kind: "decided", payload: { section, ...decided } }),
    stalled: (durationMs) => sitting.disturb("stalled", durationMs),
  });
}

async function answer(sitting: Sitting, scene: Scene, section: string, timeUp: AbortSignal): Promise<void> {
  if (sitting.state.answer_by === "camera" && readDraft(section) === null) {
    const kept = keepRecording(sitting, section);
    const spoken = await speakAnswer({
      answer: scene.answer,
      locale: sitting.state.locale,
      keep: kept.keep,
      timeUp,
    });
    if (spoken.is === "recorded" && (await kept.finish(spoken.reason, spoken.durationMs))) return;
  }
  if (timeUp.aborted) return;
  await typeAnswer({
    draft: readDraft(section) ?? "",
    keepDraft: (text) => keepDraft(section, text),
    save: (text) => sitting.push({ kind: "typed", payload: { section, text } }),
    timeUp,
  });
}

/** Says what was kept, waits for the candidate's word (or for the time), and ends the section. */
async function end(sitting: Sitting, timeUp: AbortSignal, what: "done" | "kept"): Promise<void> {
  showStage(timeUp.aborted ? "time" : what);
  find<HTMLVideoElement>("[data-film]").muted = true;
  if (!timeUp.aborted) {
    sayText(find(`[data-stage="${what}"] h1`).textContent ?? "");
    await clickOn(["finish-scene"], timeUp);
  }
  await sitting.finishSection(timeUp.aborted ? "time" : "candidate");
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve());
  });
}
