import type { StopReason } from "../send/reply.ts";
import { fill } from "./fill.ts";
import { find } from "./find.ts";
import { timeOfDay } from "./time-of-day.ts";

/** The header's word on saving, always in the same place. */
export function showSaved(serverMs: number, locale: string): void {
  fill(find("[data-saved]"), { time: timeOfDay(serverMs, locale) });
}

export function showOffline(isOffline: boolean): void {
  find("[data-notice=offline]").hidden = !isOffline;
}

export function showRefused(): void {
  find("[data-notice=refused]").hidden = false;
}

/** Takes the page away and says why the sitting cannot go on here. What waits on this device stays there. */
export function showStopped(why: StopReason): void {
  if (why === "submitted") {
    location.assign("/sitting");
    return;
  }
  for (const part of document.querySelectorAll<HTMLElement>("main > :not([data-stopped])"))
    part.hidden = true;
  const notice = find(`[data-stopped="${why}"]`);
  notice.hidden = false;
  find("[data-focus]", notice).focus();
  showOffline(false);
}
