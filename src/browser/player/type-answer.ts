import { fill } from "../page/fill.ts";
import { find } from "../page/find.ts";
import { showStage } from "../page/show.ts";
import { clickOn } from "./speak-answer.ts";

/** How long the keys rest before what was written so far is saved. */
const REST_MS = 3000;
const MOST_CHARACTERS = 4000;

export type TypeParts = {
  draft: string;
  /** Takes every change at once, for a reload. */
  keepDraft(text: string): void;
  /** Saves for good. */
  save(text: string): Promise<void>;
  timeUp: AbortSignal;
};

/** Lets the candidate write the answer, saving it whenever the keys rest, until it is done or the time is up. */
export async function typeAnswer({ draft, keepDraft, save, timeUp }: TypeParts): Promise<void> {
  showStage("type");
  const area = find<HTMLTextAreaElement>("[data-answer]");
  const count = find("[data-answer-left]");
  area.value = draft;
  let saved = "";
  let timer: ReturnType<typeof setTimeout> | undefined;
  area.addEventListener("input", () => {
    keepDraft(area.value);
    showLeft();
    clearTimeout(timer);
    timer = setTimeout(() => void saveNow(), REST_MS);
  });
  showLeft();
  area.focus();

  for (;;) {
    const clicked = await clickOn(["finish-typing"], timeUp);
    find("[data-answer-empty]").hidden = true;
    if (clicked === null || area.value.trim() !== "") break;
    find("[data-answer-empty]").hidden = false;
    area.focus();
  }
  clearTimeout(timer);
  area.readOnly = true;
  await saveNow();

  function showLeft(): void {
    fill(count, { count: MOST_CHARACTERS - area.value.length });
  }

  async function saveNow(): Promise<void> {
    const text = area.value;
    if (text === saved || text.trim() === "") return;
    saved = text;
    await save(text);
  }
}
