import { fill } from "../page/fill.ts";
import { find } from "../page/find.ts";
import { showStage } from "../page/show.ts";
import type { Scene } from "../send/state.ts";
import { preferCaptions } from "./captions.ts";
import { type Line, smallerThan, sourcesInOrder } from "./choose-source.ts";
import { offerDescriptions } from "./descriptions.ts";
import { loadFilm, type Progress } from "./load-film.ts";
import { clickOn } from "./speak-answer.ts";

const NEVER = new AbortController().signal;

/** Loads the film, shows how far it is, and waits for the candidate's Start. */
export async function startFilm(scene: Scene, locale: string): Promise<{ film: Blob; isSilent: boolean }> {
  showStage("intro");
  offerDescriptions();
  const film = await insistOnFilm(scene);
  const start = find<HTMLButtonElement>("[data-action=start]");
  start.disabled = false;
  find("[data-film-loading]").hidden = true;
  find("[data-film-ready]").hidden = false;
  await clickOn(["start"], NEVER);
  const isSilent = find<HTMLInputElement>("[data-without-sound]").checked;
  // Films speak English; whoever reads another language needs its captions.
  if (isSilent || locale !== "en") preferCaptions();
  return { film, isSilent };
}

/** A film that would take longer than this to come is given up for a smaller one, in milliseconds. */
const LONGEST_LOAD_MS = 45_000;
/** Before this much time a line's speed cannot be told, in milliseconds. */
const SHORTEST_LOOK_MS = 4_000;

/** Whether a film comes so slowly that a smaller one would be better. */
export function isTooSlow({ share, elapsedMs }: Progress): boolean {
  return SHORTEST_LOOK_MS <= elapsedMs && LONGEST_LOAD_MS * share < elapsedMs;
}

async function insistOnFilm(scene: Scene): Promise<Blob> {
  const probe = document.createElement("video");
  const line = (navigator as { connection?: Line }).connection ?? {};
  const ordered = sourcesInOrder(scene.sources, (type) => probe.canPlayType(type), line);
  const bar = find<HTMLProgressElement>("[data-film-progress]");
  const text = find("[data-film-percent]");
  const failed = find("[data-film-failed]");
  let source = ordered[0];
  for (;;) {
    try {
      if (!source) throw new Error("The scene has no film");
      const smaller = smallerThan(source, ordered);
      const film = await loadFilm(source, show, (progress) => smaller !== undefined && isTooSlow(progress));
      if (film) return film;
      source = smaller;
    } catch {
      failed.hidden = false;
      await clickOn(["film-again"], NEVER);
      failed.hidden = true;
    }
  }

  function show(share: number): void {
    bar.value = share;
    fill(text, { percent: Math.round(share * 100) });
  }
}
