import { array, assert, integer, property, uniqueArray } from "fast-check";
import { expect, it } from "vitest";
import { at, line, networkOf, streetGrid } from "../fixtures/made-town.ts";
import { gatelessCompounds, islandsOf } from "./network-quality.ts";
import { EDGE_ISOLATED } from "./network.ts";

const TOWN = streetGrid(8, 100);

it("each path apart from the town is one island with its length, and the town is none", () => {
  assert(
    property(
      uniqueArray(integer({ min: 0, max: 20 }), { maxLength: 6 }),
      array(integer({ min: 5, max: 90 }), { minLength: 21, maxLength: 21 }),
      (places, lengths) => {
        const apart = places.map((place) => {
          const east = 1000 + place * 100;
          return line(`apart-${place}`, [at(east, 0), at(east, lengths[place] ?? 5)]);
        });
        const network = networkOf([...TOWN, ...apart]);
        const islands = islandsOf(network);
        const wanted = places.toSorted((a, b) => (lengths[b] ?? 0) - (lengths[a] ?? 0));
        expect(islands.map(({ wayId }) => wayId).toSorted()).toEqual(
          wanted.map((place) => `apart-${place}`).toSorted(),
        );
        islands.forEach(({ metres }, i) =>
          expect(metres).toBeCloseTo(lengths[wanted[i] ?? 0] ?? 0, -1),
        );
        const isolated = network.edgeFlags.filter((flags) => (flags & EDGE_ISOLATED) !== 0).length;
        expect(islands.reduce((sum, { edges }) => sum + edges, 0)).toBe(isolated);
      },
    ),
    { numRuns: 30 },
  );
});

it("two paths that meet are one island, and its place lies on the longest of them", () => {
  const cross = [line("a", [at(1000, 0), at(1000, 40)]), line("b", [at(980, 20), at(1070, 20)])];
  const islands = islandsOf(networkOf([...TOWN, ...cross]));
  expect(islands).toHaveLength(1);
  expect(islands[0]).toMatchObject({ wayId: "b", edges: 4 });
  const [lng, lat] = at(1035, 20);
  expect(islands[0]?.position[0]).toBeCloseTo(lng, 5);
  expect(islands[0]?.position[1]).toBeCloseTo(lat, 5);
});

const compound = (id: string, west: number, access: "open" | "closed" = "closed") => ({
  id,
  access,
  geometry: {
    type: "Polygon" as const,
    coordinates: [
      [at(west, 810), at(west + 60, 810), at(west + 60, 870), at(west, 870), at(west, 810)],
    ],
  },
});

it("a compound without any way through its wall is told; one with a gate, or open, is not", () => {
  const compounds = [compound("walled", 0), compound("gated", 200), compound("open", 400, "open")];
  const lines = [...TOWN, line("in", [at(230, 700), at(230, 840)])];
  const found = gatelessCompounds(networkOf(lines, { compounds }));
  expect(found.map(({ id }) => id)).toEqual(["walled"]);
  expect(found[0]?.position[0]).toBeCloseTo(at(30, 0)[0], 6);
});
