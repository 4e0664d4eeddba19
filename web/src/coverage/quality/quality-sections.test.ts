import { expect, test } from "vitest";
import { madeResult } from "../fixtures/made-result.ts";
import { householdsOf, troubleSections } from "./quality-sections.ts";

const building = (buildingId: string, reason: string, households: number | null) => ({
  buildingId,
  name: "",
  reason,
  position: [115.9, 28.7] as [number, number],
  households,
});

test("buildings are parted by reason, those with most households first, and none is lost", () => {
  const problems = [
    building("a", "too-far", 3),
    building("b", "isolated", 10),
    building("c", "too-far", 5),
    building("d", "too-far", null),
  ];
  const sections = troubleSections(madeResult({ problems }), null);
  const buildings = sections.filter(({ kind }) => kind === "building");
  expect(buildings.map(({ reason, count }) => [reason, count])).toEqual([
    ["isolated", 1],
    ["too-far", 3],
  ]);
  expect(buildings[1]?.troubles.map(({ id }) => id)).toEqual(["c", "a", "d"]);
  expect(buildings.map(householdsOf)).toEqual([10, 8]);
});

test("a kind that was looked for and not found is there with nothing in it", () => {
  const place = { id: "w1", name: "", position: [115.9, 28.7] as [number, number], amount: 12.5 };
  const sections = troubleSections(madeResult({ problems: [] }), {
    classes: [
      { kind: "island", count: 300, places: [place] },
      { kind: "gateless", count: 0, places: [] },
    ],
  });
  expect(sections.map(({ kind, count }) => [kind, count])).toEqual([
    ["station", 0],
    ["island", 300],
    ["gateless", 0],
  ]);
  expect(sections[1]?.troubles[0]).toMatchObject({ layer: "ways", amount: 12.5 });
});
