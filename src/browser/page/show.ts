/** Shows one of several parts of a page, hides the others, and puts the focus on its heading. */
export function showStage(name: string): void {
  for (const stage of document.querySelectorAll<HTMLElement>("[data-stage]")) {
    stage.hidden = stage.dataset.stage !== name;
  }
  document.body.dataset.showing = name;
  const stage = document.querySelector<HTMLElement>(`[data-stage="${name}"]`);
  // Without this a screen reader stays on the button that has just vanished.
  stage?.querySelector<HTMLElement>("[data-focus]")?.focus();
}
