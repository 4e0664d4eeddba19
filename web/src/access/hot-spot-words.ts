/** How many were to be expected, as people say it: whole, but not "0" where there were some. */
export const expectedWords = (expected: number): string =>
  expected < 1 ? "1" : String(Math.round(expected));

const STEPS = [0.1, 0.2, 0.5, 1, 2, 5];

/** A chance in percent, rounded up to a step that is easily said: never surer than it is. */
export const chanceWords = (p: number): string =>
  String(STEPS.find((percent) => p * 100 <= percent) ?? 5);
