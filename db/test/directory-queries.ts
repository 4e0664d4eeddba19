import * as dispatch from "../src/dispatch/index.ts";
import type { RecordedQuery } from "./record-queries.ts";

const day = "2026-11-20";
const scope = ["a"];
const department = { id: "d", areaIds: scope, name: "n", kind: "police", categories: ["c"] };
const written = { accountId: "p", day, at: new Date(0) };

/** Statements about departments and committees, and about who acts for them. */
export const DIRECTORY_QUERIES: Readonly<Record<string, RecordedQuery>> = {
  bindSeats: { ask: (db) => dispatch.bindSeats(db, [{ dutyId: "d", unitId: "u" }]) },
  countEntriesOfBodies: {
    ask: (db) => dispatch.countEntriesOfBodies(db, { ids: ["d"], day }),
  },
  listCasesOfBodies: { ask: (db) => dispatch.listCasesOfBodies(db, ["d"]) },
  listDepartmentVersions: { ask: (db) => dispatch.listDepartmentVersions(db, ["d"]) },
  listDirectory: { ask: (db) => dispatch.listDirectory(db, { areaIds: scope, day }) },
  listSeats: { ask: (db) => dispatch.listSeats(db, { scope, roles: ["r"], day }) },
  lockDepartments: { ask: (db) => dispatch.lockDepartments(db) },
  saveDepartments: { ask: (db) => dispatch.saveDepartments(db, [department], written) },
};
