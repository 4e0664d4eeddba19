import { expect, test } from "vitest";
import { recordQueries } from "../../test/record-queries.ts";
import * as ingest from "./index.ts";

const now = new Date(0);
const end = { accepted: 0, added: 0, updated: 0, rejected: 0, detail: {} };
const changed = { areas: false, compounds: false };
const record = {
  layer: "units",
  sourceId: "u",
  households: 1,
  within: null,
  geometry: { type: "Polygon", coordinates: [] },
} as const;
const reject = {
  place: "#1",
  severity: "refused",
  refusal: { code: "ingest.geometry-missing" },
  field: "",
  value: "",
} as const;

test("sql/ingest.sql shows every statement of this folder", async () => {
  const text = await recordQueries(ingest, {
    adoptKnownAreas: { ask: (db) => ingest.adoptKnownAreas(db, "b") },
    applyBatch: { ask: (db) => ingest.applyBatch(db, "b") },
    dropDoubledCodes: { ask: (db) => ingest.dropDoubledCodes(db, "b") },
    dropForeignRows: { ask: (db) => ingest.dropForeignRows(db, "b", ["area"]) },
    dropHomelessEntrances: { ask: (db) => ingest.dropHomelessEntrances(db, "b") },
    dropInvalidRows: { ask: (db) => ingest.dropInvalidRows(db, "b") },
    dropUnusedBatch: { ask: (db) => ingest.dropUnusedBatch(db, "b") },
    endBatch: { ask: (db) => ingest.endBatch(db, "b", now, { ...end, state: "cancelled" }) },
    extendRootDuties: { ask: ingest.extendRootDuties },
    findOwnBatch: { ask: (db) => ingest.findOwnBatch(db, "b", "a") },
    holdBatch: { ask: (db) => ingest.holdBatch(db, "b") },
    lastImportAt: { ask: ingest.lastImportAt },
    liftRootDuties: { ask: (db) => ingest.liftRootDuties(db, ["area"]) },
    linkAreas: { ask: (db) => ingest.linkAreas(db, "b") },
    linkObjects: { ask: (db) => ingest.linkObjects(db, "b", changed) },
    listHomelessPlaces: { ask: (db) => ingest.listHomelessPlaces(db, "b") },
    listHomelessUnits: { ask: (db) => ingest.listHomelessUnits(db, "b") },
    listRejects: { ask: (db) => ingest.listRejects(db, "b", -1, 9) },
    listStagedIncidents: { ask: (db) => ingest.listStagedIncidents(db, "b", -1, 9) },
    measureBatch: { ask: (db) => ingest.measureBatch(db, "b") },
    openBatch: {
      ask: (db) => ingest.openBatch(db, { id: "b", accountId: null, fileName: "f", layer: "" }),
    },
    renumberStandIns: { ask: (db) => ingest.renumberStandIns(db, "b") },
    stageRecords: {
      ask: (db) => ingest.stageRecords(db, "b", 0, [{ record, pinyin: "", initials: "" }]),
    },
    stageRejects: { ask: (db) => ingest.stageRejects(db, "b", 0, [reject]) },
    sweepUnfinishedBatches: { ask: (db) => ingest.sweepUnfinishedBatches(db, now) },
    wasImported: { ask: (db) => ingest.wasImported(db, "f") },
  });
  await expect(text).toMatchFileSnapshot("../../sql/ingest.sql");
});
