import { spokenDuration } from "../page/duration.ts";
import { fill } from "../page/fill.ts";
import { find } from "../page/find.ts";
import { say } from "../page/say.ts";
import type { InputDevice } from "../send/happening.ts";
import { inputDevice } from "./input-device.ts";

export type Chosen = { button: HTMLButtonElement; responseMs: number; input: InputDevice };

/**
 * Shows the options or ratings of one decision until one is chosen or the window closes (`null`). The keys 1 to 9
 * choose, as do mouse, touch and the focused button; the first choice counts.
 */
export function offerButtons(
  decision: HTMLElement,
  windowMs: number,
  locale: string,
): Promise<Chosen | null> {
  const buttons = [...decision.querySelectorAll<HTMLButtonElement>("[data-option], [data-rating]")];
  const openedMs = performance.now();
  decision.hidden = false;
  find("[data-focus]", decision).focus({ preventScroll: true });
  say("time-left", { time: spokenDuration(windowMs, locale) });

  return new Promise((resolve) => {
    addEventListener("keydown", onKey);
    decision.addEventListener("click", onClick);
    let hasSpoken = windowMs <= 5000;
    const timer = setInterval(tick, 100);
    tick();

    function tick(): void {
      const left = windowMs - (performance.now() - openedMs);
      find<HTMLProgressElement>("[data-window]", decision).value = Math.max(0, left / windowMs);
      fill(find("[data-window-text]", decision), { seconds: Math.max(0, Math.ceil(left / 1000)) });
      if (!hasSpoken && left <= 5000) {
        hasSpoken = true;
        say("time-left", { time: spokenDuration(left, locale) });
      }
      if (left <= 0) close(null);
    }

    function onKey(event: KeyboardEvent): void {
      const button = /^[1-9]$/.test(event.key) ? buttons[Number(event.key) - 1] : undefined;
      if (button && !event.repeat && !event.ctrlKey && !event.altKey && !event.metaKey) choose(button, event);
    }

    function onClick(event: Event): void {
      const button = (event.target as Element).closest<HTMLButtonElement>("[data-option], [data-rating]");
      if (button) choose(button, event);
    }

    function choose(button: HTMLButtonElement, event: Event): void {
      button.setAttribute("aria-pressed", "true");
      close({ button, responseMs: event.timeStamp, input: inputDevice(event) });
    }

    function close(chosen: Chosen | null): void {
      clearInterval(timer);
      removeEventListener("keydown", onKey);
      decision.removeEventListener("click", onClick);
      for (const button of buttons) button.disabled = true;
      say(chosen ? "choice-saved" : "window-closed");
      // The chosen button stays in sight for a moment: a choice that vanishes at once feels lost.
      setTimeout(() => {
        decision.hidden = true;
      }, 900);
      resolve(chosen);
    }
  });
}
