import { expect, it } from "vitest";
import { makeDistrict } from "./made-district.ts";
import { makeStaff } from "./made-staff.ts";
import { paceOf } from "./pace.ts";

const district = makeDistrict([-76.61, 39.26, -76.53, 39.31], "X");

it("lays communities side by side over the whole extent, sixteen units in each", () => {
  const { communities, records } = district;
  const area = communities.reduce(
    (sum, { box: [west, south, east, north] }) => sum + (east - west) * (north - south),
    0,
  );
  expect(area).toBeCloseTo(0.08 * 0.05, 6);
  expect(records.filter(({ layer }) => layer === "units")).toHaveLength(communities.length * 16);
  const codes = records.flatMap((each) => (each.layer === "areas" ? [each.code] : []));
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes.every((code) => /^99\d{10}$/.test(code))).toBe(true);
  const parents = records.flatMap((each) => (each.layer === "areas" ? [each.parentCode] : []));
  expect(parents.every((code) => code === null || codes.includes(code))).toBe(true);
});

it("a village is one community, a province no more than some", () => {
  expect(makeDistrict([8, 50, 8.002, 50.002], "X").communities).toHaveLength(1);
  expect(makeDistrict([8, 50, 12, 53], "X").communities.length).toBeLessThanOrEqual(120);
});

it("appoints the same team for the same seed, each where they work", () => {
  const placed = district.communities.map((each) => ({ ...each, areaId: each.code }));
  const staff = makeStaff(placed, 3);
  expect(makeStaff(placed, 3)).toEqual(staff);
  expect(makeStaff(placed, 4)).not.toEqual(staff);
  for (const { areaId, post } of staff) {
    const [west = 0, south = 0, east = 0, north = 0] =
      placed.find((each) => each.areaId === areaId)?.box ?? [];
    const [lng, lat] = post ?? [0, 0];
    expect(lng > west && lng < east && lat > south && lat < north).toBe(true);
  }
});

it("waits so long that the made-up clock keeps to its pace", async () => {
  let real = 0;
  const pace = paceOf(1000, () => real);
  await pace(5_000_000);
  const before = performance.now();
  real = 20;
  await pace(5_000_000 + 60_000);
  expect(performance.now() - before).toBeGreaterThanOrEqual(30);
  real = 5000;
  const later = performance.now();
  await pace(5_000_000 + 120_000);
  expect(performance.now() - later).toBeLessThan(30);
});
