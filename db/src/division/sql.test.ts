import { expect, test } from "vitest";
import { recordQueries } from "../../test/record-queries.ts";
import type { Db } from "../connect.ts";
import * as division from "./index.ts";

const day = "2026-11-20";
const geometry = { type: "Polygon", coordinates: [] } as const;
const base = {
  id: "b",
  communityId: "c",
  origin: "units",
  unitCount: 1,
  householdCount: 0,
  problems: [],
  map: new Uint8Array(),
  units: [],
  buildings: [],
} as const;
const grid = {
  id: "g",
  code: "g",
  name: "g",
  pinyin: "",
  initials: "",
  communityId: "c",
  planId: null,
  baseId: null,
  households: 0,
  buildingIds: ["b"],
  predecessors: [],
  validFrom: day,
  gridId: "001",
  geometry,
} as const;
const stored = {
  gridId: "g",
  isLocked: false,
  households: 0,
  units: 1,
  metrics: {},
  geometry,
} as const;
const change = {
  divisionId: "d",
  revision: 1,
  accountId: null,
  intent: {},
  change: {},
  inverse: {},
  undoes: null,
  idempotencyKey: null,
};
const repair = {
  id: "r",
  communityId: "c",
  repair: { kind: "accept", problemId: "p" },
  reason: "",
  accountId: null,
} as const;
const plan = { id: "p", name: "p", createdBy: null };
const comment = {
  id: "m",
  planId: "p",
  communityId: "c",
  gridId: "001",
  position: [120, 30],
  answers: null,
  body: "b",
  writtenBy: "a",
  writtenAt: new Date(0),
} as const;
const between = { communityId: "c", before: "d", after: "e" };

const at = new Date(0);

/** What exports, prints and the public page ask. */
const GOING_OUT = {
  findPublicGrid: { ask: (db: Db) => division.findPublicGrid(db, "g", day) },
  findServiceLine: { ask: (db: Db) => division.findServiceLine(db, ["a"]) },
  holdsOpenStreetMap: { ask: (db: Db) => division.holdsOpenStreetMap(db) },
  listCommunitiesOfGrids: { ask: (db: Db) => division.listCommunitiesOfGrids(db, ["g"]) },
  listExportBuildings: { ask: (db: Db) => division.listExportBuildings(db, "c") },
  listExportCommunities: {
    ask: (db: Db) => division.listExportCommunities(db, { within: ["a"], scope: ["a"] }),
  },
  listGridShapes: { ask: (db: Db) => division.listGridShapes(db, "c", day) },
  listGridTeams: { ask: (db: Db) => division.listGridTeams(db, "c", day) },
  loadSheetGround: { ask: (db: Db) => division.loadSheetGround(db, [0, 0, 1, 1]) },
  saveServiceLine: { ask: (db: Db) => division.saveServiceLine(db, "a", "0935-8212345") },
};

/** Units of management. */
const CITY_UNITS = {
  listCityUnitShapes: { ask: (db: Db) => division.listCityUnitShapes(db, "c") },
  insertCityUnitGrids: {
    ask: (db: Db) =>
      division.insertCityUnitGrids(db, [
        { cityUnitId: "u", gridVersionId: "g", households: 3, squareMetres: 9_000 },
      ]),
  },
  insertCityUnits: {
    ask: (db: Db) =>
      division.insertCityUnits(db, { communityId: "c", baseId: "b" }, [
        { ...grid, squareMetres: 9_000, buildings: 1 },
      ]),
  },
  measureCityUnits: { ask: (db: Db) => division.measureCityUnits(db, "c", day) },
  removeCityUnits: { ask: (db: Db) => division.removeCityUnits(db, "c") },
};

/** What concerns plans as a whole: comparing, commenting, coding, being there. */
const ABOUT_PLANS = {
  findCodeElsewhere: { ask: (db: Db) => division.findCodeElsewhere(db, "c", ["1"]) },
  findScheme: { ask: (db: Db) => division.findScheme(db, ["a", "c"]) },
  saveScheme: {
    ask: (db: Db) => division.saveScheme(db, { areaId: "a", scheme: "BJ15", text: null }),
  },
  insertComment: { ask: (db: Db) => division.insertComment(db, comment) },
  isAnswerable: { ask: (db: Db) => division.isAnswerable(db, "p", "m") },
  listComments: { ask: (db: Db) => division.listComments(db, "p") },
  resolveComment: {
    ask: (db: Db) =>
      division.resolveComment(db, { planId: "p", id: "m", by: "a", at: new Date(0) }),
  },
  findPlanAfter: { ask: (db: Db) => division.findPlanAfter(db, "c", day) },
  holdCommunities: { ask: (db: Db) => division.holdCommunities(db, ["c"]) },
  removeAliases: { ask: (db: Db) => division.removeAliases(db, "p") },
  insertAliases: {
    ask: (db: Db) =>
      division.insertAliases(db, { planId: "p", communityId: "c", validFrom: day }, [
        { oldCode: "1", newCode: "2", households: 3 },
      ]),
  },
  countTeams: { ask: (db: Db) => division.countTeams(db, "c", day) },
  listBuildingPlaces: { ask: (db: Db) => division.listBuildingPlaces(db, ["b"]) },
  listCasesBetween: { ask: (db: Db) => division.listCasesBetween(db, between, ["filed"]) },
  listStationsBetween: { ask: (db: Db) => division.listStationsBetween(db, between) },
  forgetPresence: {
    ask: (db: Db) => division.forgetPresence(db, { pageId: "w", accountId: "a", before: at }),
  },
  listPresence: { ask: (db: Db) => division.listPresence(db, "d", at) },
  notePresence: {
    ask: (db: Db) =>
      division.notePresence(db, {
        pageId: "w",
        divisionId: "d",
        accountId: "a",
        now: at,
        claimedAt: undefined,
      }),
  },
};

test("sql/division.sql shows every statement of this folder", async () => {
  const text = await recordQueries(division, {
    ...ABOUT_PLANS,
    ...CITY_UNITS,
    ...GOING_OUT,
    deletePlan: { ask: (db) => division.deletePlan(db, "p") },
    endGrids: { ask: (db) => division.endGrids(db, "c", day) },
    findRepairedCommunity: { ask: (db) => division.findRepairedCommunity(db, "r") },
    insertBaseRepair: { ask: (db) => division.insertBaseRepair(db, repair) },
    lastGroundRepairAt: { ask: (db) => division.lastGroundRepairAt(db, ["c"]) },
    listBaseRepairs: { ask: (db) => division.listBaseRepairs(db, ["c"]) },
    listCommunitiesNear: { ask: (db) => division.listCommunitiesNear(db, "c") },
    listStrayBuildings: { ask: (db) => division.listStrayBuildings(db, "c") },
    moveDivisionToBase: { ask: (db) => division.moveDivisionToBase(db, "d", "b") },
    namesOfPlaces: { ask: (db) => division.namesOfPlaces(db, ["b"]) },
    withdrawBaseRepair: { ask: (db) => division.withdrawBaseRepair(db, "r", null) },
    findBase: { ask: (db) => division.findBase(db, "c") },
    findDivisionId: { ask: (db) => division.findDivisionId(db, "p", "c") },
    findPlanFrom: { ask: (db) => division.findPlanFrom(db, "c", day) },
    insertBase: { ask: (db) => division.insertBase(db, base) },
    insertGridVersions: { ask: (db) => division.insertGridVersions(db, [grid]) },
    insertPlan: {
      ask: (db) =>
        division.insertPlan(db, {
          ...plan,
          divisions: [{ id: "d", communityId: "c", baseId: "b" }],
        }),
    },
    listChanges: { ask: (db) => division.listChanges(db, "d") },
    listGridsOn: { ask: (db) => division.listGridsOn(db, "c", day) },
    listPlans: { ask: (db) => division.listPlans(db, ["a"]) },
    listRetiredGrids: { ask: (db) => division.listRetiredGrids(db, ["v"], day) },
    listUsedCodes: { ask: (db) => division.listUsedCodes(db, "c") },
    loadAssignment: { ask: (db) => division.loadAssignment(db, "d") },
    loadBase: { ask: (db) => division.loadBase(db, "b") },
    loadBaseInputs: { ask: (db) => division.loadBaseInputs(db, "c") },
    loadDivision: { ask: (db) => division.loadDivision(db, "d") },
    loadDivisionForUpdate: { ask: (db) => division.loadDivisionForUpdate(db, "d") },
    loadGrids: { ask: (db) => division.loadGrids(db, "d") },
    loadPlan: { ask: (db) => division.loadPlan(db, "p", ["a"]) },
    removePlannedGrids: { ask: (db) => division.removePlannedGrids(db, "p") },
    replaceAssignment: { ask: (db) => division.replaceAssignment(db, "d", ["g", null]) },
    saveAssignment: { ask: (db) => division.saveAssignment(db, "d", [{ unit: 0, gridId: "g" }]) },
    saveChange: { ask: (db) => division.saveChange(db, change) },
    saveGrids: { ask: (db) => division.saveGrids(db, "d", [stored], ["old"]) },
    saveSettings: { ask: (db) => division.saveSettings(db, "d", {}) },
    setPlanState: {
      ask: (db) =>
        division.setPlanState(db, {
          id: "p",
          from: "review",
          to: "published",
          effectiveOn: day,
          now: new Date(0),
        }),
    },
  });
  await expect(text).toMatchFileSnapshot("../../sql/division.sql");
});
