/** A server's moment as the reader's clock shows it, with seconds. */
export function timeOfDay(milliseconds: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: "medium" }).format(milliseconds);
}
