export type ServerClock = {
  /** Takes a server time that came with an answer to a question asked at `askedMs`. */
  set(serverMs: number, askedMs?: number): void;
  now(): number;
};

/** The server's time as well as it is known here: this machine's clock, moved by the difference last seen. */
export function createServerClock(deviceNow: () => number): ServerClock {
  let offsetMs = 0;
  return {
    set(serverMs, askedMs) {
      const answeredMs = deviceNow();
      // The answer was made about half way between asking and hearing.
      offsetMs = serverMs - (askedMs === undefined ? answeredMs : (askedMs + answeredMs) / 2);
    },
    now: () => deviceNow() + offsetMs,
  };
}
