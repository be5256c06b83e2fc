import { find } from "../page/find.ts";
import type { Sitting } from "../page/open-sitting.ts";
import { showStage } from "../page/show.ts";
import { submitAfterFlush } from "../page/submit-after-flush.ts";
import type { Scene } from "../send/state.ts";
import { clickOn, speakAnswer } from "./speak-answer.ts";
import { startFilm } from "./start-film.ts";
import { typeAnswer } from "./type-answer.ts";
import { watchFilm } from "./watch-film.ts";

const NEVER = new AbortController().signal;

/** The practice scene: the same player, but what is chosen, said or written is shown to the candidate and forgotten. */
export async function practise(sitting: Sitting): Promise<void> {
  const { scene } = sitting.state;
  if (!scene) return;
  setRounds(earlierRounds());
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-practice]")) {
    submitAfterFlush(form, sitting);
  }
  const { film, isSilent } = await startFilm(scene, sitting.state.locale);
  await watchFilm({
    scene,
    film,
    isSilent,
    locale: sitting.state.locale,
    stagePainted: async () => undefined,
    decided: async () => undefined,
    stalled: () => undefined,
  });
  setRounds(earlierRounds() + 1);
  if (sitting.state.answer_by === "camera") await practiseSpeaking(scene, sitting.state.locale);
  else await practiseTyping();
  showStage("practised");
  await clickOn(["practise-again"], NEVER);
  rememberRounds();
  // A fresh page is the surest way to a fresh player.
  location.reload();
}

async function practiseSpeaking(scene: Scene, locale: string): Promise<void> {
  const pieces: ArrayBuffer[] = [];
  let mediaType = "";
  const spoken = await speakAnswer({
    answer: scene.answer,
    locale,
    timeUp: NEVER,
    keep: async (bytes, _durationMs, type) => {
      pieces.push(bytes);
      mediaType = type;
    },
  });
  if (spoken.is === "typing") return await practiseTyping();
  find("[data-clip-part]").hidden = false;
  find<HTMLVideoElement>("[data-clip]").src = URL.createObjectURL(new Blob(pieces, { type: mediaType }));
}

function practiseTyping(): Promise<void> {
  const forget = () => undefined;
  return typeAnswer({ draft: "", keepDraft: forget, save: async () => undefined, timeUp: NEVER });
}

const ROUNDS = "composure-practice-rounds";

function earlierRounds(): number {
  return Number(sessionStorage.getItem(ROUNDS) ?? "0");
}

function setRounds(rounds: number): void {
  for (const field of document.querySelectorAll<HTMLInputElement>("input[name=rounds]"))
    field.value = String(rounds);
}

function rememberRounds(): void {
  sessionStorage.setItem(ROUNDS, find<HTMLInputElement>("input[name=rounds]").value);
}
