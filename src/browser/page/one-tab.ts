/**
 * Takes this browser's only seat in the sitting. Two tabs would number their events alike; the second is told.
 * A page that is being left gives its seat back only when it is gone, so the next one waits a moment for it.
 */
export async function takeSeat(): Promise<boolean> {
  if (!navigator.locks) return true;
  return await new Promise<boolean>((resolve) => {
    const lock = navigator.locks.request("composure-sitting", { signal: AbortSignal.timeout(3000) }, () => {
      resolve(true);
      // Held until the page is gone.
      return new Promise<never>(() => undefined);
    });
    lock.catch(() => resolve(false));
  });
}
