/** The time of the next animation frame; what is done before the next `await` is painted with it. */
export function nextFrame(): Promise<number> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}

/** The time of the first frame for which `isDue` says yes, told how long ago the first frame from now was. */
export async function framesUntil(isDue: (sinceMs: number) => boolean): Promise<number> {
  const firstMs = await nextFrame();
  let nowMs = firstMs;
  while (!isDue(nowMs - firstMs)) nowMs = await nextFrame();
  return nowMs;
}
