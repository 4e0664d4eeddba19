import { sightOf } from "@onegrid/core/access";
import { expect, test } from "vitest";
import { recordQueries } from "../../test/record-queries.ts";
import * as organisation from "./index.ts";

const scope = ["a"];
const query = { box: [0, 0, 1, 1] as const, zoom: 14, scope };
const day = "2026-11-20";

test("sql/organisation.sql shows every statement of this folder", async () => {
  const text = await recordQueries(organisation, {
    findAreasAt: { ask: (db) => organisation.findAreasAt(db, [0, 0]) },
    isCardLayer: { ask: () => organisation.isCardLayer("areas") },
    isEmpty: { ask: (db) => organisation.isEmpty(db, "building") },
    listAreaKinds: { ask: organisation.listAreaKinds },
    listAreaLabels: { ask: (db) => organisation.listAreaLabels(db, query) },
    listAreaRows: { ask: (db) => organisation.listAreaRows(db, query) },
    listAreas: { ask: (db) => organisation.listAreas(db, scope) },
    listBarrierRows: { ask: (db) => organisation.listBarrierRows(db, query) },
    listBuildingRows: { ask: (db) => organisation.listBuildingRows(db, query) },
    listCityUnitLabels: { ask: (db) => organisation.listCityUnitLabels(db, query) },
    listCityUnitRows: { ask: (db) => organisation.listCityUnitRows(db, query) },
    listCompoundLabels: { ask: (db) => organisation.listCompoundLabels(db, query) },
    listCompoundRows: { ask: (db) => organisation.listCompoundRows(db, query) },
    listEntranceRows: { ask: (db) => organisation.listEntranceRows(db, query) },
    listGateRows: { ask: (db) => organisation.listGateRows(db, query) },
    listGridLabels: { ask: (db) => organisation.listGridLabels(db, query, day) },
    listGridRows: { ask: (db) => organisation.listGridRows(db, query, day) },
    listLandRows: { ask: (db) => organisation.listLandRows(db, query) },
    beginLayerRead: {
      ask: (db) => organisation.beginLayerRead(db, sightOf([], []), "buildings"),
    },
    listLayerRevisions: { ask: organisation.listLayerRevisions },
    listRootAreas: { ask: organisation.listRootAreas },
    listRootBoxes: { ask: organisation.listRootBoxes },
    listStationRows: { ask: (db) => organisation.listStationRows(db, query) },
    listWayRows: { ask: (db) => organisation.listWayRows(db, query, ["primary"]) },
    loadAreaShapes: { ask: (db) => organisation.loadAreaShapes(db, ["a"]) },
    loadLayerRevision: { ask: (db) => organisation.loadLayerRevision(db, "ways") },
    loadObjectCard: {
      ask: async (db) => {
        for (const layer of ["buildings", "compounds", "stations", "grids"] as const)
          await organisation.loadObjectCard(db, layer, "o", scope);
        for (const layer of ["areas", "gates", "ways"] as const)
          await organisation.loadObjectCard(db, layer, "o", scope);
      },
    },
    measureTable: { ask: (db) => organisation.measureTable(db, "building") },
    raiseLayerRevisions: { ask: (db) => organisation.raiseLayerRevisions(db, ["ways"]) },
    searchObjects: {
      ask: (db) =>
        organisation.searchObjects(db, { text: "320281004007001", limit: 9, scope, day }),
    },
  });
  await expect(text).toMatchFileSnapshot("../../sql/organisation.sql");
});
