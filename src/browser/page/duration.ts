/** Minutes and seconds as a clock shows them, `4:05`. A second that has begun counts as left. */
export function clockText(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** The same in the reader's words, `4 minutes, 5 seconds`, as a screen reader should speak it. */
export function spokenDuration(milliseconds: number, locale: string): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  const parts = [
    { value: Math.floor(seconds / 60), unit: "minute" },
    { value: seconds % 60, unit: "second" },
  ].filter(({ value, unit }) => 0 < value || (unit === "second" && seconds === 0));
  const spoken = parts.map(({ value, unit }) =>
    new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(value),
  );
  return new Intl.ListFormat(locale, { type: "unit" }).format(spoken);
}
