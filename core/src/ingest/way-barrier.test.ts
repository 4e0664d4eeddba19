import { expect, it, test } from "vitest";
import { osmUses } from "./osm-layers.ts";
import { toRecords } from "./record-checker.ts";
import type { ImportPlan } from "./plan.ts";
import { matchHeadings } from "./match-headings.ts";
import type { SourceFeature } from "./source.ts";
import { describeLayer } from "./describe.ts";

const POINT = { type: "Point", coordinates: [116, 40] } as const;

const layersOf = (tags: Record<string, string>): string[] =>
  osmUses(tags, POINT).map(({ layer }) => layer);

test.each<[Record<string, string>, string[]]>([
  [{ barrier: "stile" }, ["way_barriers"]],
  [{ kerb: "raised" }, ["way_barriers"]],
  [{ "maxwidth:physical": "0.7" }, ["way_barriers"]],
  // A gate is one of the compound's; who may pass it says something of the way as well.
  [{ barrier: "gate" }, ["gates"]],
  [{ barrier: "gate", access: "no" }, ["gates", "way_barriers"]],
  [{ barrier: "lift_gate", wheelchair: "no" }, ["gates", "way_barriers"]],
  [{ barrier: "kissing_gate" }, ["gates", "way_barriers"]],
  // A car park for customers is no barrier; a node of a road for customers is.
  [{ amenity: "parking", access: "customers" }, []],
  [{ "@way": "way/1", access: "customers" }, ["way_barriers"]],
  [{ shop: "bakery", wheelchair: "no" }, []],
])("a node of OpenStreetMap %j is for %j", (tags, layers) => {
  expect(layersOf(tags)).toEqual(layers);
});

function survey(rows: readonly Record<string, unknown>[], layer: ImportPlan["layer"]) {
  const features = rows.map((properties, i): SourceFeature => ({
    place: { file: "f", layer: "l", line: null, feature: i },
    properties,
    geometry: { type: "Point", coordinates: [116 + i / 1000, 40] },
    fault: null,
  }));
  const mapping = layer === "osm" ? {} : matchHeadings(layer, Object.keys(rows[0] ?? {}));
  const checked = toRecords(features, {
    layer,
    sourceLayer: null,
    crs: "EPSG:4326",
    axisOrder: "xy",
    encoding: null,
    geometry: { from: "file" },
    mapping,
    defaults: {},
    estimate: null,
    utcOffset: "+08:00",
    dateOrder: "mdy",
    district: null,
  });
  if (!checked.ok) throw new Error(checked.error.code);
  return checked.value;
}

it("the words of a survey are those of the access rules; one that nobody knows stays as written", () => {
  const kinds: [string, Record<string, string>][] = [
    ["闸机", { barrier: "turnstile" }],
    ["石墩", { barrier: "block" }],
    ["隔离桩", { barrier: "bollard" }],
    ["S形护栏", { barrier: "chicane" }],
    ["stile", { barrier: "stile" }],
    ["高路缘石", { kerb: "raised" }],
    ["路缘石（降坡）", { kerb: "lowered" }],
    ["神秘装置", { barrier: "神秘装置" }],
  ];
  const { records, rejects } = survey(
    kinds.map(([word], i) => ({ 编号: `b${i}`, 路障类型: word })),
    "way_barriers",
  );
  expect(rejects).toEqual([]);
  expect(records.map((record) => ("tags" in record ? record.tags : {}))).toEqual(
    kinds.map(([, tags]) => tags),
  );
});

it("columns of a survey say how wide it is, who passes on wheels and on foot", () => {
  const row = { 编号: "1", 类型: "隔离桩", 净宽: "0.6", 轮椅通行: "否", 可步行: "是" };
  const { records } = survey([row], "way_barriers");
  expect(records[0]).toMatchObject({
    layer: "way_barriers",
    sourceId: "1",
    tags: { barrier: "bollard", "maxwidth:physical": "0.6", wheelchair: "no", foot: "yes" },
  });
});

it("a row that says nothing is refused with the field that is missing", () => {
  const { records, rejects } = survey([{ 编号: "1", 类型: "" }], "way_barriers");
  expect(records).toEqual([]);
  expect(rejects.map(({ refusal }) => refusal)).toEqual([
    { code: "ingest.value-missing", target: "class" },
  ]);
});

it("a gate of OpenStreetMap is no second gate in its barrier", () => {
  const { records } = survey([{ osm_id: "node/1", barrier: "gate", foot: "no" }], "osm");
  expect(records.map(({ layer }) => layer)).toEqual(["gates", "way_barriers"]);
  expect(records[1]).toMatchObject({ tags: { foot: "no" } });
  expect(records[1]).not.toHaveProperty("tags.barrier");
});

test.each([
  ["路障.shp", "way_barriers"],
  ["公交站.shp", "stations"],
])("points with a name and a kind in %s are proposed as %s", (name, layer) => {
  const properties = { 名称: "甲", 类型: "石墩" };
  const place = { file: name, layer: null, line: null, feature: 0 };
  const geometry = { type: "Point", coordinates: [116, 40] };
  const { plan } = describeLayer([{ place, properties, geometry, fault: null }], {
    name: null,
    rows: 1,
    declaredCrs: null,
    formatCrs: null,
    isOsm: false,
    district: null,
    encoding: "utf-8",
    names: [name],
    headings: ["名称", "类型"],
  });
  expect(plan.layer).toBe(layer);
});
