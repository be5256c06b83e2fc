import type { Source } from "../send/state.ts";

/** The picture that every candidate is meant to see, where the line allows. */
const USUAL_HEIGHT = 720;

/** Below this a film of 720 lines would take longer to come than to play, in megabits a second. */
const SLOW_MEGABITS = 1.5;

/** What a browser says about its line, where it does: https://wicg.github.io/netinfo/ */
export type Line = { saveData?: boolean; downlink?: number };

/**
 * The sources that this browser plays, the one to take first: 720 lines, or the smallest where the line is slow or data
 * is dear. Among films of one height the first that is named comes first.
 */
export function sourcesInOrder(
  sources: readonly Source[],
  canPlay: (mediaType: string) => string,
  line: Line,
): Source[] {
  const playable = sources.filter(({ media_type }) => canPlay(media_type) !== "");
  const taken = 0 < playable.length ? playable : [...sources];
  const isSmall = line.saveData === true || (line.downlink ?? Number.POSITIVE_INFINITY) < SLOW_MEGABITS;
  // Sorting is stable, so that the file's own order decides between formats.
  return [...taken].sort((a, b) => rank(a, isSmall) - rank(b, isSmall));
}

function rank({ height }: Source, isSmall: boolean): number {
  const lines = height ?? USUAL_HEIGHT;
  return isSmall ? lines : Math.abs(lines - USUAL_HEIGHT);
}

/** The next smaller source, for a line that turned out slow. */
export function smallerThan(source: Source, ordered: readonly Source[]): Source | undefined {
  return ordered.find(({ height }) => (height ?? USUAL_HEIGHT) < (source.height ?? USUAL_HEIGHT));
}
