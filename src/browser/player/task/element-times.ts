import type { ElementEntry } from "./onset.ts";

export type ElementTimes = {
  /** Waits a moment for the entry of an element marked `elementtiming={name}`; undefined where none comes. */
  of(name: string): Promise<ElementEntry | undefined>;
};

/** Entries come some frames after the paint; in a browser with Element Timing this is always enough. */
const PATIENCE_MS = 150;

/** Collects Element Timing entries: https://wicg.github.io/element-timing/ . Firefox and Safari have none. */
export function collectElementTimes(): ElementTimes {
  const entries = new Map<string, ElementEntry>();
  const waiting = new Map<string, (entry: ElementEntry | undefined) => void>();
  const isSupported = PerformanceObserver.supportedEntryTypes.includes("element");
  if (isSupported) {
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as ElementEntry[]) {
        entries.set(entry.identifier, entry);
        waiting.get(entry.identifier)?.(entry);
      }
    }).observe({ type: "element", buffered: true });
  }
  return {
    of(name) {
      const known = entries.get(name);
      if (known || !isSupported) return Promise.resolve(known);
      return new Promise((resolve) => {
        const timer = setTimeout(() => settle(undefined), PATIENCE_MS);
        waiting.set(name, settle);
        function settle(entry: ElementEntry | undefined): void {
          clearTimeout(timer);
          waiting.delete(name);
          resolve(entry);
        }
      });
    },
  };
}
