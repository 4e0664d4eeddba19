import { coverageOf, coverageTiles, everything, exported, idsIn, triedOut } from "./ask-doors.ts";
import { things, type Door } from "./door.ts";

/** Ways out that show coverage. */
export const COVERAGE_DOORS: readonly Door[] = [
  {
    name: "coverage of areas",
    kind: "communities",
    family: "statistics",
    shown: async (asker) => idsIn((await coverageOf(asker)).byArea, everything),
    mine: things("communities", "coverage.read"),
  },
  {
    name: "coverage of grids",
    kind: "grids",
    family: "statistics",
    shown: async (asker) => idsIn((await coverageOf(asker)).byGrid, everything),
    mine: things("grids", "coverage.read"),
  },
  {
    name: "floor area of communities",
    kind: "communities",
    family: "statistics",
    shown: async (asker) => {
      const { key = "none" } = await coverageOf(asker);
      return idsIn((await asker.get(`/api/coverage/${key}/figures`)).body, everything);
    },
    mine: things("communities", "coverage.read"),
  },
  {
    name: "coverage in tiles",
    kind: "buildings",
    family: "tiles",
    shown: coverageTiles,
    mine: things("buildings", "coverage.read"),
  },
  {
    name: "coverage as a table",
    kind: "buildings",
    family: "export",
    shown: exported,
    mine: things("buildings", "coverage.read"),
  },
  {
    name: "buildings to try changes out with",
    kind: "buildings",
    family: "rest",
    shown: triedOut,
    mine: things("buildings", "coverage.read"),
  },
];
