import { expect, test } from "vitest";
import { describeLayer, type LayerFacts } from "./describe.ts";
import type { SourceFeature } from "./source.ts";

const HEADINGS = ["编号", "名称", "经度", "纬度", "户数"];
const FACTS: LayerFacts = {
  name: null,
  rows: null,
  declaredCrs: null,
  formatCrs: null,
  isOsm: false,
  district: [102.1, 38.4, 102.3, 38.6],
  encoding: "utf-8",
  names: ["楼栋.csv"],
  headings: HEADINGS,
  wantedLayer: "buildings",
};

/** A table with the lines 2, 3, … */
const table = (...rows: readonly (readonly string[])[]): SourceFeature[] =>
  rows.map((cells, index) => ({
    place: { file: "楼栋.csv", layer: null, line: index + 2, feature: null },
    properties: Object.fromEntries(HEADINGS.map((name, at) => [name, cells[at] ?? ""])),
    geometry: null,
    fault: null,
  }));

const GOOD = Array.from({ length: 3 }, (_, i) => [
  `b${i}`,
  `${i}号楼`,
  `${102.19 + i / 1000}`,
  "38.52",
  "24",
]);
const FAR = ["far", "远方楼", "10.5", "5.2", "24"];
const BAD = ["bad", "坏楼", "102.25", "38.58", "-7"];

test("refused rows change neither what is proposed nor what is shown", () => {
  const alone = describeLayer(table(...GOOD), FACTS);
  const { crs, plan, trial } = describeLayer(table(FAR, ...GOOD, BAD), FACTS);
  expect(alone.crs).toMatchObject({
    isCertain: false,
    alternatives: ["EPSG:4490", "GCJ-02", "BD-09"],
  });
  expect(crs).toEqual(alone.crs);
  expect(plan).toEqual(alone.plan);
  expect(trial).toMatchObject({ accepted: 3, refused: 2, bbox: [102.19, 38.52, 102.192, 38.52] });
  expect(trial.preview).toEqual(alone.trial.preview);
});

test("where nothing is taken, all that has a place is shown", () => {
  const { trial } = describeLayer(table(FAR, BAD), FACTS);
  expect(trial).toMatchObject({ accepted: 0, bbox: [10.5, 5.2, 102.25, 38.58] });
});
