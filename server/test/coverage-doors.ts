import {
  answered,
  coverageOf,
  coverageTiles,
  everything,
  exported,
  exportedCoverage,
  idsIn,
  someOf,
  triedOut,
} from "./ask-doors.ts";
import { things, type Door } from "./door.ts";
import { mayOpen, type Holder, type Thing, type World } from "./world.ts";

const scenariosOf = (holder: Holder, world: World): Thing[] =>
  world.scenarios.filter((thing) => mayOpen(holder, world, thing));

/** Ways out that show who reaches a station, and what somebody supposes. */
export const COVERAGE_DOORS: readonly Door[] = [
  {
    name: "scenarios of coverage",
    kind: "scenarios",
    family: "rest",
    shown: async (asker) => idsIn((await asker.get("/api/coverage/scenarios")).body, everything),
    mine: scenariosOf,
  },
  {
    name: "a scenario of coverage",
    kind: "scenarios",
    family: "rest",
    shown: answered(
      ({ scenarios }) => scenarios,
      ({ id }: Thing) => `/api/coverage/scenarios/${id}`,
    ),
    mine: scenariosOf,
  },
  {
    name: "coverage under a scenario",
    kind: "scenarios",
    family: "statistics",
    shown: answered(
      ({ scenarios }) => someOf(scenarios),
      ({ id }: Thing) => `/api/coverage?basis=distance&scenario=${id}`,
    ),
    mine: (holder, world) => someOf(scenariosOf(holder, world)),
    isPartial: true,
  },
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
    name: "communities of a siting question",
    kind: "communities",
    family: "statistics",
    shown: async (asker) => {
      const { key = "none" } = await coverageOf(asker);
      const path = `/api/coverage/${key}/siting?candidates=everywhere`;
      return idsIn((await asker.get(path)).body, everything);
    },
    mine: things("communities", "coverage.read"),
  },
  {
    name: "compounds with doubtful gates",
    kind: "compounds",
    family: "rest",
    shown: async (asker) => {
      const { key = "none" } = await coverageOf(asker);
      return idsIn((await asker.get(`/api/coverage/${key}/gates`)).body, everything);
    },
    mine: things("compounds", "coverage.read"),
    // Open ones, and those that no way leads into, have no gates.
    isPartial: true,
  },
  {
    name: "compounds without a gate",
    kind: "compounds",
    family: "rest",
    shown: async (asker) => {
      const { key = "none" } = await coverageOf(asker);
      return idsIn((await asker.get(`/api/coverage/${key}/quality`)).body, everything);
    },
    mine: things("compounds", "coverage.read"),
    // Most have gates.
    isPartial: true,
  },
  {
    name: "coverage in tiles",
    kind: "buildings",
    family: "tiles",
    shown: coverageTiles,
    mine: things("buildings", "coverage.read"),
  },
  {
    name: "coverage as a file",
    kind: "buildings",
    family: "export",
    shown: exportedCoverage,
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
