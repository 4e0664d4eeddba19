import { describe, expect, test } from "vitest";
import { generateDemo, demoBatches, demoStaff } from "./index.ts";
import {
  contains,
  doubleAreaOf,
  lineCrosses,
  ofLayer,
  outerEdges,
  outlinesCross,
  overlaps,
} from "./test-geometry.ts";
import { piecesOf, quantileOf, ringsOf, stepsOf } from "./test-geometry.ts";

const UNTIL = "2026-11-20T18:00:00+08:00";
const estate = generateDemo({ seed: 1, size: "estate", until: UNTIL });
const district = generateDemo({ seed: 1, size: "district", until: UNTIL, incidentDays: 3 });
const TOWNS = [
  ["estate", estate.records],
  ["district", district.records],
] as const;

test("the same seed gives the same bytes, another seed does not", () => {
  const text = (seed: number) =>
    JSON.stringify(generateDemo({ seed, size: "estate", until: UNTIL, incidentDays: 20 }));
  expect(text(1)).toBe(text(1));
  expect(text(2)).not.toBe(text(1));
});

test("batches hold the same records as the whole, staff the same duty holders", () => {
  const options = { seed: 1, size: "estate", until: UNTIL } as const;
  expect([...demoBatches(options)].flat()).toEqual(estate.records);
  expect(demoStaff(options)).toEqual(estate.staff);
});

test("an estate has one street, four communities and 3,000 to 4,000 households", () => {
  const areas = ofLayer(estate.records, "areas").map((area) => area.kind);
  expect(areas).toEqual(["district", "street", ...Array.from({ length: 4 }, () => "community")]);
  const buildings = ofLayer(estate.records, "buildings");
  const households = buildings.reduce((sum, each) => sum + (each.households ?? 0), 0);
  expect(households).toBeGreaterThan(3000);
  expect(households).toBeLessThan(4000);
  expect(buildings.length).toBeGreaterThan(200);
});

test("a district has the scale of S1: 6 streets, 26 communities, 79,200 households within 8 %", () => {
  const areas = ofLayer(district.records, "areas");
  expect(areas.filter((area) => area.kind === "street")).toHaveLength(6);
  expect(areas.filter((area) => area.kind === "community")).toHaveLength(26);
  const buildings = ofLayer(district.records, "buildings");
  const households = buildings.reduce((sum, each) => sum + (each.households ?? 0), 0);
  expect(Math.abs(households / 79_200 - 1)).toBeLessThan(0.08);
  const entrances = ofLayer(district.records, "entrances").length;
  expect(households / entrances).toBeGreaterThan(6);
  expect(households / entrances).toBeLessThan(12);
  const unknown = buildings.filter((each) => each.householdSource !== "register").length;
  expect(unknown / buildings.length).toBeGreaterThan(0.005);
  expect(unknown / buildings.length).toBeLessThan(0.05);
});

test("large blocks follow the quantiles of real ones: 47/100/171 homes, 8/13/21 storeys, within a fifth", () => {
  const blocks = ofLayer(district.records, "buildings").filter(
    (each) => each.use === "residential" && (each.storeys ?? 0) >= 8 && each.households !== null,
  );
  expect(blocks.length).toBeGreaterThan(300);
  const near = (values: number[], expected: readonly number[]) =>
    expected.forEach((value, k) => {
      const found = quantileOf(values, [0.1, 0.5, 0.9][k] ?? 0);
      expect(Math.abs(found / value - 1)).toBeLessThan(0.2);
    });
  near(
    blocks.map((each) => each.households ?? 0),
    [47, 100, 171],
  );
  near(
    blocks.map((each) => each.storeys ?? 0),
    [8, 13, 21],
  );
});

describe.each(TOWNS)("areas of the %s", (_, records) => {
  const areas = ofLayer(records, "areas");
  const leaves = areas.filter((area) => area.kind === "community");

  test("communities tile the district exactly: every inner edge is shared, areas add up", () => {
    const root = areas.find((area) => area.parentCode === null);
    const rings = leaves.flatMap((area) => ringsOf(area.geometry));
    expect(outerEdges(rings)).toEqual(outerEdges(root ? ringsOf(root.geometry) : []));
    expect(doubleAreaOf(rings)).toBe(doubleAreaOf(root ? ringsOf(root.geometry) : []));
  });

  test("every area is exactly the union of its children, and its code begins theirs", () => {
    for (const area of areas.filter((each) => each.kind !== "community")) {
      const children = areas.filter((each) => each.parentCode === area.code);
      const rings = children.flatMap((child) => ringsOf(child.geometry));
      expect(outerEdges(rings)).toEqual(outerEdges(ringsOf(area.geometry)));
      const stem = area.code.replace(/(000)+$/, "");
      expect(
        children.every((child) => child.code.startsWith(stem) && child.code.length === 12),
      ).toBe(true);
    }
  });

  test("communities are in one piece and hold from 0.4 to 2 times the mean of households", () => {
    const buildings = ofLayer(records, "buildings");
    const total = buildings.reduce((sum, each) => sum + (each.households ?? 0), 0);
    const shares = leaves.map((area) => {
      const [shell = []] = ringsOf(area.geometry);
      const households = buildings
        .filter((each) => contains(shell, ringsOf(each.geometry)[0]?.[0] ?? [0, 0]))
        .reduce((sum, each) => sum + (each.households ?? 0), 0);
      return { name: area.name, share: households / (total / leaves.length) };
    });
    expect(shares.filter(({ share }) => share > 2 || share < 0.4)).toEqual([]);
    expect(leaves.every((area) => area.geometry.type === "Polygon")).toBe(true);
  });
});

describe.each([1, 2, 3, 4, 5])("buildings of the estate of seed %i", (seed) => {
  const { records } = generateDemo({ seed, size: "estate", until: UNTIL, incidentDays: 0 });
  const buildings = ofLayer(records, "buildings");
  const rings = buildings.flatMap((each) => ringsOf(each.geometry));

  test("each lies in one community and on one side of every wall", () => {
    const shells = ofLayer(records, "areas")
      .filter((area) => area.kind === "community")
      .flatMap((area) => ringsOf(area.geometry));
    const walls = ofLayer(records, "compounds").flatMap((each) => ringsOf(each.geometry));
    const misplaced = rings.filter((ring) => {
      const owners = shells.filter((shell) => ring.every((corner) => contains(shell, corner)));
      return owners.length !== 1 || [...shells, ...walls].some((line) => outlinesCross(ring, line));
    });
    expect(misplaced).toEqual([]);
  });

  test("no two overlap, no way runs through one, all are drawn counter-clockwise", () => {
    const clashes = rings.flatMap((ring, k) =>
      rings.slice(k + 1).filter((other) => overlaps(ring, other)),
    );
    expect(clashes).toEqual([]);
    const ways = ofLayer(records, "ways").map((way) => way.geometry.coordinates);
    expect(ways.filter((way) => rings.some((ring) => lineCrosses(way, ring)))).toEqual([]);
    expect(rings.every((ring) => doubleAreaOf([ring]) > 0n)).toBe(true);
  });

  test("households stay between 3,000 and 4,000", () => {
    const households = buildings.reduce((sum, each) => sum + (each.households ?? 0), 0);
    expect(households).toBeGreaterThanOrEqual(3000);
    expect(households).toBeLessThanOrEqual(4000);
  });
});

test.each(TOWNS)("the walking network of the %s is one, but for a few islands", (_, records) => {
  const ways = ofLayer(records, "ways").map((way) => way.geometry.coordinates);
  const [largest = 0, ...islands] = piecesOf(ways);
  const rest = islands.reduce((sum, size) => sum + size, 0);
  expect(rest / largest).toBeLessThan(0.01);
  expect(islands.length).toBeLessThan(8);
});

test("a district has islands on purpose, bridges, steps and a railway crossing", () => {
  const ways = ofLayer(district.records, "ways");
  expect(piecesOf(ways.map((way) => way.geometry.coordinates)).length).toBeGreaterThan(1);
  expect(
    ways.some((way) => way.tags["bridge"] === "yes" && way.tags["highway"] === "primary"),
  ).toBe(true);
  expect(ways.some((way) => way.tags["highway"] === "steps")).toBe(true);
  expect(ways.some((way) => way.tags["tunnel"] === "yes")).toBe(true);
  expect(new Set(ofLayer(district.records, "barriers").map((each) => each.barrier))).toEqual(
    new Set([0, 1, 2, 4]),
  );
});

test("a gate stands in its wall and on a way; an estate has two to seven, some for residents only", () => {
  const gates = ofLayer(district.records, "gates");
  const corners = new Set(
    ofLayer(district.records, "ways").flatMap((way) =>
      way.geometry.coordinates.map((position) => stepsOf(position).join()),
    ),
  );
  expect(gates.filter((gate) => !corners.has(stepsOf(gate.geometry.coordinates).join()))).toEqual(
    [],
  );
  const shut = ofLayer(district.records, "compounds").filter((compound) => {
    const own = gates.filter((gate) => gate.compoundSourceId === compound.sourceId);
    const isEnterable = own.some((gate) => gate.access === "public");
    return own.length < 1 || own.length > 7 || !isEnterable;
  });
  expect(shut).toEqual([]);
  const residents = gates.filter((gate) => gate.access === "residents").length / gates.length;
  expect(residents).toBeGreaterThan(0.1);
  expect(residents).toBeLessThan(0.5);
});

test.each(TOWNS)(
  "ids of the %s are unique in their layer and refer to what came before",
  (_, records) => {
    const known = new Set<string>();
    const faults = records.filter((record) => {
      const id = `${record.layer} ${record.sourceId}`;
      const isDouble = known.has(id);
      known.add(id);
      if (record.layer === "gates")
        return isDouble || !known.has(`compounds ${record.compoundSourceId ?? ""}`);
      if (record.layer === "entrances")
        return isDouble || !known.has(`buildings ${record.buildingSourceId}`);
      return isDouble;
    });
    expect(faults).toEqual([]);
  },
);

test("there is a centre for each community, every kind of station, and each is inside the district", () => {
  const stations = ofLayer(estate.records, "stations");
  expect(new Set(stations.map((each) => each.kind)).size).toBe(10);
  expect(
    ofLayer(district.records, "stations").filter((each) => each.kind === "red_station"),
  ).toHaveLength(26);
  const root = ofLayer(estate.records, "areas")[0];
  const [shell = []] = root ? ringsOf(root.geometry) : [];
  expect(stations.every((each) => contains(shell, each.geometry.coordinates))).toBe(true);
});

test("duty holders cover each community with whole teams and carry no contact data", () => {
  const codes = new Set(ofLayer(district.records, "areas").map((area) => area.code));
  expect(district.staff.every((member) => codes.has(member.areaCode))).toBe(true);
  const heads = district.staff.filter((member) => member.role === "grid_head").length;
  expect(heads).toBeGreaterThan(240);
  expect(heads).toBeLessThan(300);
  expect(JSON.stringify(district.staff)).not.toMatch(/1[3-9]\d{9}/);
});
