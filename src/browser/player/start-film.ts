import { fill } from "../page/fill.ts";
import { find } from "../page/find.ts";
import { showStage } from "../page/show.ts";
import type { Scene } from "../send/state.ts";
import { preferCaptions } from "./captions.ts";
import { loadFilm, playableSource } from "./load-film.ts";
import { clickOn } from "./speak-answer.ts";

const NEVER = new AbortController().signal;

/** Loads the film, shows how far it is, and waits for the candidate's Start. */
export async function startFilm(scene: Scene): Promise<{ film: Blob; isSilent: boolean }> {
  showStage("intro");
  const film = await insistOnFilm(scene);
  const start = find<HTMLButtonElement>("[data-action=start]");
  start.disabled = false;
  find("[data-film-loading]").hidden = true;
  find("[data-film-ready]").hidden = false;
  await clickOn(["start"], NEVER);
  const isSilent = find<HTMLInputElement>("[data-without-sound]").checked;
  if (isSilent) preferCaptions();
  return { film, isSilent };
}

async function insistOnFilm(scene: Scene): Promise<Blob> {
  const probe = document.createElement("video");
  const bar = find<HTMLProgressElement>("[data-film-progress]");
  const text = find("[data-film-percent]");
  const failed = find("[data-film-failed]");
  for (;;) {
    const source = playableSource(scene.sources, (type) => probe.canPlayType(type));
    try {
      if (!source) throw new Error("The scene has no film");
      return await loadFilm(source.url, source.media_type, (share) => {
        bar.value = share;
        fill(text, { percent: Math.round(share * 100) });
      });
    } catch {
      failed.hidden = false;
      await clickOn(["film-again"], NEVER);
      failed.hidden = true;
    }
  }
}
