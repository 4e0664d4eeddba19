import { expect, test } from "vitest";
import { DEFAULT_RECOMMEND_POLICY } from "../advice/recommend.ts";
import { measuredBy, POSITION_RULES } from "./position-rules.ts";

const NOW = 1_700_000_000_000;

test("a clock that runs ahead measured now, and half a day later nothing is taken", () => {
  expect(measuredBy(NOW, NOW + 5000)).toBe(NOW);
  expect(measuredBy(NOW, NOW - 5000)).toBe(NOW - 5000);
  expect(measuredBy(NOW, NOW - POSITION_RULES.keptMs)).toBe(NOW - POSITION_RULES.keptMs);
  expect(measuredBy(NOW, NOW - POSITION_RULES.keptMs - 1)).toBeNull();
});

test("what is kept outlives what people are sent by, and is gone within three days", () => {
  expect(POSITION_RULES.keptMs).toBeGreaterThan(
    DEFAULT_RECOMMEND_POLICY.maxPositionAgeSeconds * 1000,
  );
  expect(POSITION_RULES.keptMs).toBeLessThanOrEqual(72 * 3_600_000);
});
