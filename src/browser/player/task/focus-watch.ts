export type FocusWatch = {
  /** Starts watching anew. */
  restart(): void;
  /** Whether the page was hidden or out of focus at any time since. */
  wasLost(): boolean;
};

/** Watches whether keys reach this page. */
export function watchFocus(): FocusWatch {
  let isLost = false;
  const lose = () => {
    isLost = true;
  };
  addEventListener("blur", lose);
  document.addEventListener("visibilitychange", lose);
  return {
    restart() {
      isLost = document.hidden || !document.hasFocus();
    },
    wasLost: () => isLost,
  };
}
