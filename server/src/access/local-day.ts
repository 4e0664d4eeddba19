/** The day in the district's time zone, which all of China shares. */
export const localDay = (now: Date): string =>
  new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
