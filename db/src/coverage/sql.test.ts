import { expect, test } from "vitest";
import { recordQueries } from "../../test/record-queries.ts";
import * as coverage from "./index.ts";

const day = "2026-11-20";
const READER = { accountId: "p", scope: ["a"] };
const SURVEY = {
  id: "v",
  compoundId: "c",
  gateId: null,
  verdict: "confirmed",
  access: "public",
  hours: null,
  position: [0, 0],
  replaces: null,
  surveyedBy: "p",
  surveyedAt: new Date(0),
} as const;
const SCENARIO: coverage.NewScenario = {
  id: "s",
  areaId: "a",
  name: "",
  note: "",
  isShared: false,
  ownerId: "p",
  changes: [],
  version: null,
  day,
  changedAt: new Date(0),
};
const kept = { seriesId: "0123456789abcdef", day };

test("sql/coverage.sql shows every statement of this folder", async () => {
  const text = await recordQueries(coverage, {
    hasSnapshot: { ask: (db) => coverage.hasSnapshot(db, { ...kept, dataVersion: "v" }) },
    insertSnapshot: {
      ask: (db) =>
        coverage.insertSnapshot(db, {
          ...kept,
          dataVersion: "v",
          definition: {},
          at: new Date(0),
          rows: [],
          usual: [],
        }),
    },
    lockStationPath: { ask: (db) => coverage.lockStationPath(db, "s") },
    updateStation: {
      ask: (db) =>
        coverage.updateStation(db, "s", {
          ...{ kind: "red_station", hours: null },
          floorAreaSquareMetres: null,
          services: [],
        }),
    },
    listSnapshots: { ask: (db) => coverage.listSnapshots(db, kept.seriesId, ["a"]) },
    listBuildingNames: { ask: (db) => coverage.listBuildingNames(db, ["b"]) },
    listBuildingPlaces: { ask: (db) => coverage.listBuildingPlaces(db, day) },
    listCommunityPaths: { ask: (db) => coverage.listCommunityPaths(db, [[0, 0]]) },
    insertGateSurvey: { ask: (db) => coverage.insertGateSurvey(db, SURVEY) },
    listCompoundNames: { ask: (db) => coverage.listCompoundNames(db, ["c"]) },
    listCompoundsOfBuildings: { ask: (db) => coverage.listCompoundsOfBuildings(db, ["b"]) },
    listGateSurveys: { ask: (db) => coverage.listGateSurveys(db, [0, 0, 1, 1]) },
    listCompounds: { ask: (db) => coverage.listCompounds(db, [0, 0, 1, 1]) },
    listFootprints: { ask: (db) => coverage.listFootprints(db, [0, 0, 1, 1], ["a"]) },
    listGates: { ask: (db) => coverage.listGates(db, [0, 0, 1, 1]) },
    listGridNames: { ask: (db) => coverage.listGridNames(db, day) },
    listPublicBuildings: { ask: (db) => coverage.listPublicBuildings(db, ["a"]) },
    listStations: { ask: (db) => coverage.listStations(db, ["red_station"]) },
    deleteScenario: {
      ask: (db) => coverage.deleteScenario(db, { id: "s", expectedRevision: 1 }),
    },
    insertScenario: { ask: (db) => coverage.insertScenario(db, SCENARIO) },
    listScenarios: { ask: (db) => coverage.listScenarios(db, READER) },
    loadReportGround: { ask: (db) => coverage.loadReportGround(db, [0, 0, 1, 1], false) },
    loadScenario: { ask: (db) => coverage.loadScenario(db, "s", READER) },
    updateScenario: {
      ask: (db) => coverage.updateScenario(db, { ...SCENARIO, expectedRevision: 1 }),
    },
    listWayBarriers: { ask: (db) => coverage.listWayBarriers(db, [0, 0, 1, 1]) },
    listWays: { ask: (db) => coverage.listWays(db, [0, 0, 1, 1]) },
  });
  await expect(text).toMatchFileSnapshot("../../sql/coverage.sql");
});
