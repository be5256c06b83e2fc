/**
 * Resolves when what is on the page now has been painted: a change made before one animation frame is on its way to
 * the screen when the next one begins. Resolves with that next frame's time.
 */
export function painted(): Promise<number> {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}
