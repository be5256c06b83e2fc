import { find } from "../page/find.ts";

/** Adds a film's captions and lets a button and the key C show or hide them. */
export function addCaptions(
  video: HTMLVideoElement,
  captions: { locale: string; url: string }[],
  locale: string,
): void {
  const file = captions.find((one) => one.locale === locale) ?? captions.find((one) => one.locale === "en");
  if (!file) return;
  const track = document.createElement("track");
  track.kind = "captions";
  track.srclang = file.locale;
  track.src = file.url;
  video.append(track);
  const button = find<HTMLButtonElement>("[data-captions]");
  button.addEventListener("click", toggle);
  addEventListener("keydown", (event) => {
    const isTyping = event.target instanceof HTMLTextAreaElement;
    if (event.key.toLowerCase() === "c" && !event.repeat && !event.ctrlKey && !event.metaKey && !isTyping)
      toggle();
  });
  show(button.getAttribute("aria-pressed") === "true");

  function toggle(): void {
    show(button.getAttribute("aria-pressed") !== "true");
  }

  function show(isShown: boolean): void {
    // "hidden" still loads the file, so that captions are there at once when they are asked for.
    track.track.mode = isShown ? "showing" : "hidden";
    button.setAttribute("aria-pressed", String(isShown));
  }
}

/** Asks for captions from the film's first frame on. */
export function preferCaptions(): void {
  find("[data-captions]").setAttribute("aria-pressed", "true");
}
