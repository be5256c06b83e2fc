import { find } from "../page/find.ts";

const REMEMBERED = "composure-descriptions";

/** Whether descriptions were asked for, on this page or on an earlier one of the sitting. */
export function wantsDescriptions(): boolean {
  return sessionStorage.getItem(REMEMBERED) === "on";
}

/** Lets the intro's box ask for descriptions; does nothing where a scene has none. */
export function offerDescriptions(): void {
  const box = document.querySelector<HTMLInputElement>("[data-with-descriptions]");
  if (!box) return;
  box.checked = wantsDescriptions();
  box.addEventListener("change", () => remember(box.checked));
}

/**
 * Shows what is seen in words, in time with the film, as text that screen readers speak; a button and the key D switch
 * it. Browsers do not speak description tracks themselves.
 */
export function addDescriptions(
  video: HTMLVideoElement,
  descriptions: { locale: string; url: string }[],
  locale: string,
): void {
  const file =
    descriptions.find((one) => one.locale === locale) ?? descriptions.find((one) => one.locale === "en");
  const button = document.querySelector<HTMLButtonElement>("[data-descriptions]");
  if (!file || !button) return;
  const line = find("[data-description]");
  const element = document.createElement("track");
  element.kind = "descriptions";
  element.srclang = file.locale;
  element.src = file.url;
  video.append(element);
  // "hidden" runs the cues without the browser drawing them.
  element.track.mode = "hidden";
  line.lang = file.locale;
  element.track.addEventListener("cuechange", write);
  button.addEventListener("click", toggle);
  addEventListener("keydown", (event) => {
    const isTyping = event.target instanceof HTMLTextAreaElement;
    if (event.key.toLowerCase() === "d" && !event.repeat && !event.ctrlKey && !event.metaKey && !isTyping)
      toggle();
  });
  show();

  function toggle(): void {
    remember(!wantsDescriptions());
    show();
  }

  function show(): void {
    line.hidden = !wantsDescriptions();
    button?.setAttribute("aria-pressed", String(wantsDescriptions()));
    write();
  }

  function write(): void {
    const cues = [...(element.track.activeCues ?? [])] as VTTCue[];
    // What was said last stays to be read until the next comes; only a change is spoken.
    if (0 < cues.length) line.textContent = cues.map((cue) => cue.text).join(" ");
  }
}

function remember(isOn: boolean): void {
  sessionStorage.setItem(REMEMBERED, isOn ? "on" : "off");
}
