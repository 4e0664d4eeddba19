import fc from "fast-check";
import { expect, test } from "vitest";
import { lawRuns } from "../../law-runs.ts";
import { HOUR, MINUTE, MONDAY_NINE as NINE } from "../test-builders.ts";
import { deviceTime, judgedAt, OFFLINE_MS } from "./device-time.ts";

test("a clock three hours behind or ahead tells the right time once it is corrected", () => {
  const taken = NINE - 30 * MINUTE;
  for (const offMs of [3 * HOUR, -3 * HOUR])
    expect(deviceTime({ at: NINE, deviceAt: taken - offMs, clockOffsetMs: offMs })).toEqual({
      at: taken,
      delayMs: 30 * MINUTE,
      offMs,
      isFuture: false,
    });
});

test("a few seconds are no difference, and no time is no time", () => {
  const seen = deviceTime({ at: NINE, deviceAt: NINE - 4_000, clockOffsetMs: 1_500 });
  expect(seen).toMatchObject({ offMs: 0, delayMs: 2_500, isFuture: false });
  expect(deviceTime({ at: NINE, deviceAt: null })).toBeNull();
});

test("a time to come is told, and the time of taking in stands for it", () => {
  const ahead = { at: NINE, deviceAt: NINE + HOUR };
  expect(deviceTime(ahead)).toEqual({ at: NINE, delayMs: 0, offMs: 0, isFuture: true });
  expect(deviceTime({ at: NINE, deviceAt: NINE + MINUTE })).toMatchObject({ isFuture: false });
});

test("whatever a device says, nothing happened after it was taken in", () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.option(fc.maxSafeInteger()), (deviceAt, offset) => {
      const told = deviceTime({ at: NINE, deviceAt, clockOffsetMs: offset ?? undefined });
      expect(told?.at).toBeLessThanOrEqual(NINE);
      expect(told?.delayMs).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: lawRuns(200, 20_000) },
  );
});

test("what was written without a line is judged by its own moment, as long as that can be believed", () => {
  const written = (deviceAt: number | null, clockOffsetMs?: number): number =>
    judgedAt({ at: NINE, deviceAt, clockOffsetMs });
  expect(written(NINE - 20 * HOUR)).toBe(NINE - 20 * HOUR);
  expect(written(NINE - 23 * HOUR, 3 * HOUR)).toBe(NINE - 20 * HOUR);
  expect(written(NINE - OFFLINE_MS)).toBe(NINE - OFFLINE_MS);
  expect(written(NINE - OFFLINE_MS - 1)).toBe(NINE);
  expect(written(NINE + HOUR)).toBe(NINE);
  expect(written(null)).toBe(NINE);
});
