/** The first format of a film that this browser plays; the first of all when it cannot say. */
export function playableSource<Source extends { media_type: string }>(
  sources: readonly Source[],
  canPlay: (mediaType: string) => string,
): Source | undefined {
  return sources.find(({ media_type }) => canPlay(media_type) !== "") ?? sources[0];
}

/**
 * Fetches a whole film before it starts, so that the network cannot spoil a timed window, and says how far it is.
 * `progress` gets a share from 0 to 1.
 */
export async function loadFilm(
  url: string,
  mediaType: string,
  progress: (share: number) => void,
): Promise<Blob> {
  const response = await fetch(url);
  if (!response.ok || !response.body) throw new Error(`The film answered ${response.status}`);
  const expected = Number(response.headers.get("content-length")) || 0;
  const chunks: BlobPart[] = [];
  let received = 0;
  const reader = response.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    chunks.push(part.value);
    received += part.value.byteLength;
    if (0 < expected) progress(Math.min(1, received / expected));
  }
  progress(1);
  return new Blob(chunks, { type: mediaType });
}
