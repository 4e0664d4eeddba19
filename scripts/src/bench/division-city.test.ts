import { makeGrounds } from "@onegrid/core/division";
import { expect, test } from "vitest";
import { cityFacts } from "./division-city-facts.ts";
import { buildDivisionCity, makeDivisionCity } from "./division-city.ts";
import { measureOurs } from "./division-methods.ts";

const COMMUNITIES = 14;

test("the same seed makes the same city", () => {
  expect(makeDivisionCity(7, 3)).toEqual(makeDivisionCity(7, 3));
  expect(makeDivisionCity(8, 3)).not.toEqual(makeDivisionCity(7, 3));
});

test("a made city tiles its ground without a problem", () => {
  const { map, problems } = buildDivisionCity(3, 6);
  expect(problems).toEqual([]);
  const facts = cityFacts(map, makeGrounds(map));
  expect(facts.find(({ fact }) => fact === "communities")?.made).toBe("6");
});

test.each([1, 2, 3])("random city %i is divided by every law, and well", async (seed) => {
  const { map } = buildDivisionCity(seed, COMMUNITIES);
  const { metrics, outside, gapAndOverlap } = await measureOurs(map, "standard", 1);
  expect({ outside, gapAndOverlap }).toEqual({ outside: 0, gapAndOverlap: 0 });
  expect(metrics).toMatchObject({ contiguous: 1, acrossHardBarriers: 0, smallCompoundsCut: 0 });
  expect(metrics["fairShareWithin10"]).toBeGreaterThan(0.8);
  expect(metrics["fairShareWithin20"]).toBeGreaterThan(0.94);
  expect(metrics["polsbyPopperMean"]).toBeGreaterThan(0.58);
  expect(metrics["innerBorderOnBarriers"]).toBeGreaterThan(0.5);
});
