export type StaircaseLimits = { step_ms: number; minimum_delay_ms: number; maximum_delay_ms: number };

/**
 * The next stop-signal delay of a staircase: a stop that succeeded makes the next one harder (later), a failed one
 * easier. So half of the stops fail in the end, whatever the person's speed. The server replays the same rule.
 */
export function nextDelay(delayMs: number, wasAnswered: boolean, limits: StaircaseLimits): number {
  const moved = wasAnswered ? delayMs - limits.step_ms : delayMs + limits.step_ms;
  return Math.min(limits.maximum_delay_ms, Math.max(limits.minimum_delay_ms, moved));
}
