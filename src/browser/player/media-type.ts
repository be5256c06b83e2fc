/** What is recorded, the best first. */
const WEBM = ["video/webm;codecs=vp9,opus", "video/webm;codecs=vp8,opus", "video/webm"];
const MP4 = ["video/mp4;codecs=avc1.42E01E,mp4a.40.2", "video/mp4"];

/**
 * The media type to record in, or `undefined` where the browser records none. Safari claims WebM but its files have
 * failed in the field, so there MP4 comes first: https://github.com/tchvu3/capacitor-voice-recorder/pull/123
 */
export function recordingMediaType(
  isSafari: boolean,
  isSupported: (mediaType: string) => boolean,
): string | undefined {
  return (isSafari ? [...MP4, ...WEBM] : [...WEBM, ...MP4]).find(isSupported);
}

/** Chromium-based browsers name Safari too, Safari names nobody else. */
export function isSafari(userAgent: string): boolean {
  return /safari/i.test(userAgent) && !/chrom|android|crios|fxios|edg/i.test(userAgent);
}
