import { expect, test } from "vitest";
import { ACCEPTANCE, coolingTable, naturalLog } from "./acceptance.ts";

test("the logarithm made of + − × ÷ agrees with the engine's own to the last digits", () => {
  for (const x of [1e-4, 0.2, 0.5, 0.999, 1, 1.5, 2, 77]) {
    expect(naturalLog(x)).toBeCloseTo(Math.log(x), 13);
  }
  expect(ACCEPTANCE[0]).toBeCloseTo(-Math.log(0.5 / 4096), 12);
});

test("cools in equal ratios", () => {
  const table = coolingTable(16, 1, 4);
  expect([...table]).toEqual([16, 8, 4, 2]);
});
