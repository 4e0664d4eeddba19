import { expect, test } from "vitest";
import { buildingCandidates, MOST_CANDIDATES } from "./building-candidates.ts";

const building = (id: string, rest: object) => ({
  id,
  name: "",
  position: [102, 38] as const,
  isMixed: false,
  facility: null,
  ...rest,
});

const kinds = (...buildings: Parameters<typeof buildingCandidates>[0]) =>
  buildingCandidates(buildings).candidates.map(({ id, kind }) => [id, kind]);

test("a building is a candidate by what it is for, else by its name, those for the public first", () => {
  expect(
    kinds(
      building("shop", { name: "超市" }),
      building("plain", { name: "天润华府" }),
      building("stated", { name: "A座", facility: "community" }),
      building("hall", { name: "社区活动中心" }),
      building("flats", { name: "1号楼", isMixed: true }),
      building("unnamed", { facility: "culture" }),
    ),
  ).toEqual([
    ["stated", "community"],
    ["hall", "community"],
    ["unnamed", "culture"],
    ["shop", "commerce"],
    ["flats", "ground_floor"],
    ["plain", "unknown"],
  ]);
});

test("sheds, substations and works are none", () => {
  expect(
    kinds(
      building("a", { name: "明珠小区车棚" }),
      building("b", { name: "3号厂房" }),
      building("c", { name: "办公楼", facility: "auxiliary" }),
    ),
  ).toEqual([]);
});

test("of too many the less public ones are left out, and their number is told", () => {
  const shops = Array.from({ length: MOST_CANDIDATES }, (_, i) =>
    building(`s${i}`, { name: "超市" }),
  );
  const { candidates, leftOut } = buildingCandidates([
    ...shops,
    building("hall", { facility: "community" }),
  ]);
  expect(candidates[0]?.id).toBe("hall");
  expect([candidates.length, leftOut]).toEqual([MOST_CANDIDATES, 1]);
});
