import { startClock } from "../page/clock.ts";
import { fill } from "../page/fill.ts";
import { find } from "../page/find.ts";
import type { Sitting } from "../page/open-sitting.ts";
import { painted } from "../page/painted.ts";
import { watchPresence } from "./presence.ts";

/**
 * Makes a page of items save each answer when it is given. Without this script the same form is posted as a whole.
 */
export async function fillQuestionnaire(sitting: Sitting): Promise<void> {
  const { section, locale } = sitting.state;
  const form = find<HTMLFormElement>("form[data-items]");
  if (!section) return sitting.leave();
  const page = Number(form.dataset.page);
  const shownMs = await painted();
  if (!section.is_started) {
    await sitting.push({ kind: "section_started", payload: { section: section.name } });
  } else if (wasReloaded()) {
    sitting.disturb("reloaded", 0);
  }
  watchPresence((cause, durationMs) => sitting.disturb(cause, durationMs));
  startClock({
    locale,
    left: sitting.left,
    limitMs: section.limit_seconds * 1000,
    timeUp: () => void leavePage(() => sitting.finishSection("time")),
  });
  showProgress(form);

  form.addEventListener("change", (event) => {
    const radio = event.target as HTMLInputElement;
    const item = radio.name.replace(/^item\./, "");
    void sitting.push({
      kind: "answered",
      payload: {
        section: section.name,
        item,
        value: Number(radio.value),
        shown_ms: shownMs,
        response_ms: event.timeStamp,
      },
    });
    showProgress(form);
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const go = event.submitter?.getAttribute("value") ?? "next";
    if (go !== "back" && hintAtUnanswered(form)) return;
    void leavePage(() => goOn(go));
  });

  /** Every answer is saved already; what remains is how long the page was seen, and where to go. */
  async function leavePage(next: () => Promise<void>): Promise<void> {
    for (const control of form.querySelectorAll<HTMLInputElement>("input, button")) control.disabled = true;
    await sitting.push({
      kind: "page_finished",
      payload: { section: section?.name ?? "", page, shown_for_ms: performance.now() - shownMs },
    });
    await next();
  }

  async function goOn(go: string): Promise<void> {
    if (go === "finish") return await sitting.finishSection("candidate");
    await sitting.flush();
    sitting.leave(`/sitting?page=${go === "back" ? page - 1 : page + 1}`);
  }
}

/** Going from page to page is no disturbance; loading the same page anew is. */
function wasReloaded(): boolean {
  const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  return navigation?.type === "reload";
}

function showProgress(form: HTMLFormElement): void {
  const items = [...form.querySelectorAll<HTMLElement>("[data-item]")];
  const answered = items.filter((item) => item.querySelector("input:checked")).length;
  const before = Number(form.dataset.answeredElsewhere);
  fill(find("[data-progress-text]"), { answered: answered + before, items: Number(form.dataset.itemCount) });
  find<HTMLProgressElement>("[data-progress]").value = answered + before;
  for (const item of items) {
    if (item.querySelector("input:checked")) find("[data-unanswered]", item).hidden = true;
  }
}

/** Points once at what is left open; a second press goes on, because nobody has to answer. */
function hintAtUnanswered(form: HTMLFormElement): boolean {
  const open = [...form.querySelectorAll<HTMLElement>("[data-item]")].filter(
    (item) => !item.querySelector("input:checked"),
  );
  if (open.length === 0 || form.dataset.hinted) return false;
  form.dataset.hinted = "true";
  const hint = find("[data-unanswered-hint]");
  hint.hidden = false;
  for (const item of open) find("[data-unanswered]", item).hidden = false;
  open[0]?.querySelector("input")?.focus();
  return true;
}
