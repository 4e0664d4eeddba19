import { expect, test } from "vitest";
import { toRecords, type ImportPlan, type LayerRecord, type SourceFeature } from "./index.ts";
import { reasonText } from "./reason-text.ts";

const PLAN: ImportPlan = {
  layer: "buildings",
  sourceLayer: null,
  crs: "EPSG:4326",
  axisOrder: "xy",
  encoding: null,
  geometry: { from: "file" },
  mapping: { id: "id", name: "name", households: "hh", storeys: "storeys", use: "use" },
  defaults: {},
  estimate: null,
  utcOffset: "+08:00",
  dateOrder: "mdy",
  district: null,
};

const SQUARE = [
  [
    [102, 38],
    [102.001, 38],
    [102.001, 38.001],
    [102, 38.001],
    [102, 38],
  ],
];

interface Row {
  readonly properties?: Record<string, unknown>;
  readonly coordinates?: unknown;
  readonly type?: string;
}

let line = 0;
function feature({ properties = {}, coordinates = SQUARE, type = "Polygon" }: Row): SourceFeature {
  line += 1;
  return {
    place: { file: "a.csv", layer: null, line, feature: null },
    properties: { id: `b${line}`, ...properties },
    geometry: coordinates === null ? null : { type, coordinates },
    fault: null,
  };
}

function check(
  rows: readonly Row[],
  change: Partial<ImportPlan> = {},
): { records: LayerRecord[]; codes: string[]; values: (string | null)[] } {
  const result = toRecords(rows.map(feature), { ...PLAN, ...change });
  if (!result.ok) throw new Error(result.error.code);
  const { records, rejects } = result.value;
  return {
    records,
    codes: rejects.map(({ refusal, severity }) => `${severity} ${refusal.code}`),
    values: rejects.map(({ value }) => value),
  };
}

const one = (properties: Record<string, unknown>, change: Partial<ImportPlan> = {}) =>
  check([{ properties }], change);

test("households: zero is a number, empty is unknown, negative and absurd are refused", () => {
  expect(one({ hh: "0" }).records[0]).toMatchObject({ households: 0, householdSource: "register" });
  expect(one({ hh: "" }).records[0]).toMatchObject({
    households: null,
    householdSource: "unknown",
  });
  expect(one({ hh: "１２０户" }).records[0]).toMatchObject({ households: 120 });
  expect(one({ hh: "1,200" }).records[0]).toMatchObject({ households: 1200 });
  expect(one({ hh: -3 })).toMatchObject({
    codes: ["refused ingest.number-negative"],
    values: ["-3"],
  });
  expect(one({ hh: "99999" }).codes).toEqual(["refused ingest.number-absurd"]);
  expect(one({ hh: "12.4" })).toMatchObject({
    codes: ["warned ingest.number-unclear"],
    records: [{ households: 12 }],
  });
  expect(one({ hh: "约三百" })).toMatchObject({
    codes: ["refused ingest.number-invalid"],
    values: ["约三百"],
  });
});

test("households are estimated from storeys and footprint only when asked, and say so", () => {
  const estimate = { squareMetresPerHousehold: 100, storeysWhenUnknown: null };
  const [found] = one({ storeys: 6, use: "住宅" }, { estimate }).records;
  // 87.3 m by 111.2 m on the sphere of equal area, 6 storeys, 100 m² a household.
  expect(found).toMatchObject({ householdSource: "estimate" });
  expect(found?.layer === "buildings" && Math.abs((found.households ?? 0) - 584)).toBeLessThan(5);
  expect(one({ storeys: 6, use: "学校" }, { estimate }).records[0]).toMatchObject({
    households: null,
    use: "other",
  });
  expect(one({ storeys: 6 }).records[0]).toMatchObject({
    households: null,
    householdSource: "unknown",
  });
  expect(one({ storeys: 6, hh: 48 }, { estimate }).records[0]).toMatchObject({
    households: 48,
    householdSource: "register",
  });
});

test("only lossless repairs: closing, repeated positions, direction", () => {
  const open = [
    [
      [102, 38],
      [102, 38.001],
      [102, 38.001],
      [102.001, 38.001],
      [102.001, 38],
    ],
  ];
  const { records, codes } = check([{ coordinates: open }]);
  expect(codes).toEqual(["warned ingest.geometry-repaired"]);
  expect(records[0]?.geometry).toEqual({
    type: "Polygon",
    coordinates: [
      [
        [102, 38],
        [102.001, 38],
        [102.001, 38.001],
        [102, 38.001],
        [102, 38],
      ],
    ],
  });
});

const FAULTY: readonly (readonly [string, Row])[] = [
  ["geometry-missing", { coordinates: null }],
  ["geometry-missing", { coordinates: [] }],
  [
    "too-few-points",
    {
      coordinates: [
        [
          [102, 38],
          [102.1, 38],
          [102, 38],
        ],
      ],
    },
  ],
  [
    "ring-flat",
    {
      coordinates: [
        [
          [0, 0],
          [1, 1],
          [2, 2],
          [0, 0],
        ],
      ],
    },
  ],
  [
    "coordinate-invalid",
    {
      coordinates: [
        [
          ["a", 38],
          [1, 1],
          [2, 0],
          ["a", 38],
        ],
      ],
    },
  ],
  ["coordinate-invalid", { type: "Point", coordinates: [Infinity, 0] }],
  ["coordinate-swapped", { type: "Point", coordinates: [38, 102] }],
  ["coordinate-range", { type: "Point", coordinates: [500_000, 4_000_000] }],
  ["coordinate-placeholder", { type: "Point", coordinates: [0, 0] }],
  [
    "geometry-type",
    {
      type: "LineString",
      coordinates: [
        [102, 38],
        [102.1, 38],
      ],
    },
  ],
  ["geometry-type", { type: "GeometryCollection", coordinates: [] }],
];

test.each(FAULTY)("geometry that means nothing is refused: %s", (code, row) => {
  expect(check([row]).codes).toEqual([`refused ingest.${code}`]);
});

test("a place outside the district is refused, a swapped one is told apart", () => {
  const codes = (coordinates: readonly number[], change: Partial<ImportPlan> = {}) =>
    check([{ type: "Point", coordinates }], { district: [2, 8, 2.5, 8.5], ...change }).codes;
  expect(codes([2.2, 8.2])).toEqual([]);
  expect(codes([8.2, 2.2])).toEqual(["refused ingest.coordinate-swapped"]);
  expect(codes([8.2, 2.2], { axisOrder: "yx" })).toEqual([]);
  expect(codes([82.2, 38.2])).toEqual(["refused ingest.outside-district"]);
});

test("an id that comes again is refused and points to the first", () => {
  const { records, codes } = check([{ properties: { id: "x" } }, { properties: { id: "x" } }]);
  expect(records).toHaveLength(1);
  expect(codes).toEqual(["refused ingest.duplicate-id"]);
});

test("a row without id gets one from its shape: the same at each import, in any order", () => {
  const rows = [
    { properties: { id: "" } },
    { properties: { id: "" }, type: "Point", coordinates: [102, 38] },
  ];
  const ids = (list: readonly Row[]) =>
    check(list)
      .records.map(({ sourceId }) => sourceId)
      .toSorted();
  expect(ids(rows)).toEqual(ids(rows.toReversed()));
  expect(new Set(ids(rows)).size).toBe(2);
});

test("SQL and HTML in names are plain text; control characters and lost characters are refused", () => {
  const name = "Robert'); DROP TABLE building;-- <script>alert(1)</script>";
  expect(one({ name }).records[0]).toMatchObject({ name });
  expect(one({ name: "楼\u0000" })).toMatchObject({
    codes: ["refused ingest.control-character"],
    values: ["楼␣"],
  });
  expect(one({ name: "一\u202e号楼" }).codes).toEqual(["refused ingest.control-character"]);
  expect(one({ name: "一\uFFFD楼" }).codes).toEqual(["refused ingest.mojibake"]);
  expect(one({ name: "ä¸€å·æ¥¼" }).codes).toEqual(["refused ingest.mojibake"]);
  expect(one({ name: "灏忓尯" }).codes).toEqual(["warned ingest.mojibake"]);
  expect(one({ name: "Café Müller 银河小区" }).codes).toEqual([]);
});

test("personal numbers: blocked without being repeated, phones masked", () => {
  const blocked = one({ name: "户主110105194912310029" });
  expect(one({ name: "王家 11010519491231002X" }).codes).toEqual(["refused ingest.personal-text"]);
  expect(JSON.stringify(one({ name: "王家 11010519491231002X" }))).not.toContain("19491231");
  expect(blocked.records.length + blocked.codes.length).toBeGreaterThan(0);
  expect(one({ name: "门卫 13812345678" })).toMatchObject({
    codes: ["warned ingest.personal-masked"],
    records: [{ name: "门卫 138******78" }],
  });
});

test("columns about people are dropped before mapping can use them", () => {
  const plan = { ...PLAN, mapping: { ...PLAN.mapping, name: "户主姓名" } };
  const result = toRecords(
    [feature({ properties: { 户主姓名: "张三", 联系电话: "13812345678" } })],
    plan,
  );
  expect(result.ok && result.value.records[0]).toMatchObject({ name: "" });
});

const INCIDENTS: Partial<ImportPlan> = {
  layer: "incidents",
  geometry: { from: "columns", x: "lng", y: "lat" },
  mapping: { category: "type", reportedAt: "created", closedAt: "closed", address: "address" },
};
const incident = (properties: Record<string, unknown>) =>
  check(
    [
      {
        properties: { type: "垃圾", created: "2024-03-05 08:30", ...properties },
        coordinates: null,
      },
    ],
    INCIDENTS,
  );

test("an incident keeps its report when its place is empty or a placeholder", () => {
  expect(incident({ lng: "-76.61", lat: "39.29" })).toMatchObject({
    codes: [],
    records: [{ geometry: { coordinates: [-76.61, 39.29] } }],
  });
  expect(incident({ lng: "", lat: "" })).toMatchObject({
    codes: ["warned ingest.geometry-missing"],
    records: [{ geometry: null }],
  });
  expect(incident({ lng: "-77", lat: "39" })).toMatchObject({
    codes: ["warned ingest.coordinate-placeholder"],
    records: [{ geometry: null }],
    values: ["-77, 39"],
  });
  expect(incident({ lng: "abc", lat: "39" })).toMatchObject({
    codes: ["warned ingest.coordinate-invalid"],
    records: [{ geometry: null }],
  });
});

test("dates come in many ways and leave as ISO with offset", () => {
  const reported = (created: unknown) => incident({ created }).records[0];
  expect(reported("04/22/2014 01:07:39 PM")).toMatchObject({
    reportedAt: "2014-04-22T13:07:39+08:00",
  });
  expect(reported("2024年3月5日 8时5分")).toMatchObject({
    reportedAt: "2024-03-05T08:05:00+08:00",
  });
  expect(reported("2024/3/5")).toMatchObject({ reportedAt: "2024-03-05T00:00:00+08:00" });
  expect(reported("20240305080500")).toMatchObject({ reportedAt: "2024-03-05T08:05:00+08:00" });
  expect(reported("2024-03-05T08:05:00Z")).toMatchObject({
    reportedAt: "2024-03-05T08:05:00+00:00",
  });
  expect(reported(1_709_625_900_000)).toMatchObject({ reportedAt: "2024-03-05T08:05:00+00:00" });
  expect(incident({ created: "2023-02-29" }).codes).toContain("refused ingest.date-invalid");
  expect(incident({ closed: "2024-03-04" }).codes).toContain("warned ingest.date-order");
});

test("equal incidents without numbers are kept, with ids that do not depend on the order", () => {
  const row = {
    properties: { id: undefined, type: "垃圾", created: "2024-03-05", lng: "102.1", lat: "38.2" },
    coordinates: null,
  };
  const [first, second] = check([row, row], INCIDENTS).records;
  expect(second?.sourceId).toBe(`${first?.sourceId}-2`);
});

test("areas: kind and parent from the code, six and nine digits filled up", () => {
  const area = (code: string) =>
    one({ code, name: "某地" }, { layer: "areas", mapping: { name: "name", code: "code" } });
  expect(area("620302001002").records[0]).toMatchObject({
    kind: "community",
    parentCode: "620302001000",
  });
  expect(area("620302001").records[0]).toMatchObject({
    kind: "street",
    code: "620302001000",
    parentCode: "620302000000",
  });
  expect(area("620302").records[0]).toMatchObject({ kind: "district", parentCode: null });
  expect(area("62030X").codes).toContain("refused ingest.code-invalid");
  expect(area("").codes).toEqual(["warned ingest.code-assigned"]);
});

test("stations: kinds by Chinese words, hours in OSM notation, services split", () => {
  const station = one(
    {
      name: "红旗社区党群服务中心",
      kind: "党群服务中心",
      hours: "周一至周五 8:30-17:30",
      services: "饮水、充电；休息",
    },
    {
      layer: "stations",
      mapping: { name: "name", kind: "kind", hours: "hours", services: "services" },
    },
  );
  expect(station.records[0]).toMatchObject({
    kind: "service_centre",
    hours: "Mo-Fr 08:30-17:30",
    services: ["饮水", "充电", "休息"],
    geometry: { type: "Point" },
  });
  expect(
    one(
      { name: "甲", kind: "咖啡馆" },
      { layer: "stations", mapping: { name: "name", kind: "kind" } },
    ).codes,
  ).toEqual(["refused ingest.choice-unknown"]);
});

test("a plan with an unknown system is refused, and every reason has a sentence", () => {
  const result = toRecords([], { ...PLAN, crs: "EPSG:2000" });
  expect(result.ok ? "" : reasonText(result.error, "zh-CN")).toContain("EPSG:2000");
  expect(reasonText({ code: "ingest.ring-crosses", lng: 1, lat: 2 }, "en")).toBe(
    "The outline crosses itself at 1.000000, 2.000000.",
  );
});
