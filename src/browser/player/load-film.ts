/** How long a film has been coming, and how much of it is there, from 0 to 1. */
export type Progress = { share: number; elapsedMs: number };

/**
 * Fetches a whole film before it starts, so that the network cannot spoil a timed window, and says how far it is.
 * `isTooSlow` may give it up for a smaller one; then there is no film.
 */
export async function loadFilm(
  source: { url: string; media_type: string },
  progress: (share: number) => void,
  isTooSlow: (progress: Progress) => boolean,
): Promise<Blob | null> {
  const begunMs = performance.now();
  const giveUp = new AbortController();
  const response = await fetch(source.url, { signal: giveUp.signal });
  if (!response.ok || !response.body) throw new Error(`The film answered ${response.status}`);
  const expected = Number(response.headers.get("content-length")) || 0;
  const chunks: BlobPart[] = [];
  let received = 0;
  const reader = response.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    chunks.push(part.value);
    received += part.value.byteLength;
    if (expected === 0) continue;
    const share = Math.min(1, received / expected);
    progress(share);
    if (isTooSlow({ share, elapsedMs: performance.now() - begunMs })) {
      giveUp.abort();
      return null;
    }
  }
  progress(1);
  return new Blob(chunks, { type: source.media_type });
}
