import { assert, integer, property } from "fast-check";
import { expect, it } from "vitest";
import { osmFeatures } from "./osm-features.ts";
import { osmSample } from "./osm-sample.ts";
import { OsmDataBuilder, type OsmData } from "./osm/osm-data.ts";

/** Traffic lights first, as files have them, then so many roads and houses. */
function madeTown(lights: number, roads: number, houses: number): OsmData {
  const builder = new OsmDataBuilder();
  for (let i = 1; i <= lights + 4; i++) {
    builder.addNode(i, 116 + (i % 2) / 1000, 39 + (i % 3) / 1000);
    if (i > 4) builder.tagLastNode({ highway: "traffic_signals" });
  }
  const line = Float64Array.of(1, 2);
  const ring = Float64Array.of(1, 2, 3, 1);
  for (let i = 1; i <= roads; i++) builder.addWay(i, line, { highway: "residential" });
  for (let i = 1; i <= houses; i++) builder.addWay(roads + i, ring, { building: "yes" });
  return builder.build();
}

it("a sample is of what is used, whatever stands in front of it", () => {
  const sample = osmSample(madeTown(5000, 300, 100), "town.osm", 40);
  const has = (key: string): number => sample.filter(({ properties }) => key in properties).length;
  expect([has("highway"), has("building"), sample.length]).toEqual([30, 10, 40]);
  expect(sample.some(({ properties }) => properties["highway"] === "traffic_signals")).toBe(false);
});

it("no sample is larger than wished, and a small file is in it whole", () => {
  const few = integer({ min: 0, max: 60 });
  assert(
    property(few, few, integer({ min: 1, max: 80 }), (roads, houses, most) => {
      const town = madeTown(10, roads, houses);
      const ids = osmSample(town, "t", most).map(({ properties }) => properties["osm_id"]);
      const used = [...osmFeatures(town, "t")]
        .filter(({ properties }) => properties["highway"] !== "traffic_signals")
        .map(({ properties }) => properties["osm_id"]);
      expect(ids.length).toBeLessThanOrEqual(most);
      expect(new Set(ids).size).toBe(ids.length);
      expect(used).toEqual(expect.arrayContaining(ids));
      expect(ids.length * 2).toBeGreaterThanOrEqual(Math.min(used.length * 2, most));
    }),
  );
});
