import { expect, test } from "vitest";
import { toDegrees } from "../geometry/index.ts";
import type { Polygon, Position } from "../geometry/index.ts";
import type { NamedArea } from "./enclose.ts";
import { findFaults } from "./find-faults.ts";
import { pullInside } from "./pull-inside.ts";
import { tidyOutline } from "./tidy-outline.ts";

const frame = { centralMeridian: 120, origin: [523_000, 3_530_000] } as const;
const at = (x: number, y: number): Position => toDegrees(frame, 100 * x, 100 * y);

const box = (west: number, south: number, east: number, north: number): Polygon => ({
  type: "Polygon",
  coordinates: [
    [at(west, south), at(east, south), at(east, north), at(west, north), at(west, south)],
  ],
});
const area = (id: string, ...sides: Parameters<typeof box>): NamedArea => ({
  id,
  geometry: box(...sides),
});

// Between west and east lie 10 m for 300 m; south of both, north and east overlap by 20 m.
const west = area("west", 0, 0, 500, 300);
const east = area("east", 510, 0, 900, 300);
const closing = [area("south", 0, -100, 900, 0), area("north", 0, 300, 900, 400)];

function tidy(own: NamedArea, others: readonly NamedArea[], to?: string) {
  const given = to === undefined ? [] : [{ place: at(505, 150), to }];
  const tidied = tidyOutline(own, others, given);
  if (!tidied.ok) throw new Error(tidied.error.code);
  return tidied.value;
}

test("a large gap between communities waits, with those beside it, until it is given to one", () => {
  const waiting = tidy(west, [east, ...closing]);
  expect(waiting.problems).toMatchObject(
    [{ kind: "gap", ids: [], near: ["west", "east", "south", "north"].toSorted() }].map(
      (problem) => ({ ...problem, near: expect.arrayContaining(problem.near) }),
    ),
  );
  expect(waiting.problems[0]?.givenTo).toBeUndefined();
  // Long straight lines in degrees bend a little in the plane.
  expect(Math.abs((waiting.problems[0]?.areaSquareMetres ?? 0) - 3000)).toBeLessThan(10);
  const given = ["west", "east"].map((to) => tidy(west, [east, ...closing], to));
  expect(given.map(({ problems }) => problems[0]?.givenTo)).toEqual(["west", "east"]);
  // With the gap taken in, the outlines of both tile without a fault.
  const mine = tidy(west, [east, ...closing], "west").geometry;
  const theirs = tidy(east, [west, ...closing], "west").geometry;
  const faults = findFaults([
    { id: "west", geometry: mine },
    { id: "east", geometry: theirs },
    ...closing,
  ]);
  expect(faults.ok && faults.value).toEqual([]);
});

test("the outlines of neighbours tile, whichever of them is asked for, and order is irrelevant", () => {
  const sharp = area("sharp", 480, 0, 900, 300);
  const [mine, theirs] = [tidy(west, [sharp]), tidy(sharp, [west])];
  expect(mine.problems).toMatchObject([{ kind: "overlap", ids: ["sharp", "west"] }]);
  expect(mine.problems).toEqual(theirs.problems);
  const faults = findFaults([
    { id: "a", geometry: mine.geometry },
    { id: "b", geometry: theirs.geometry },
  ]);
  expect(faults.ok && faults.value).toEqual([]);
});

test("a building outside is pulled just behind the nearest border; one inside stays as it is", () => {
  const inside = box(100, 100, 120, 120);
  expect(pullInside(inside, west.geometry)).toBe(inside);
  const outside = pullInside(box(100, 310, 120, 330), west.geometry);
  const [lng, lat] = at(110, 298);
  expect(outside).toMatchObject({
    type: "Point",
    coordinates: [expect.closeTo(lng, 6), expect.closeTo(lat, 6)],
  });
  const corner = pullInside({ type: "Point", coordinates: at(-50, -50) }, west.geometry);
  expect(corner?.type).toBe("Point");
});
