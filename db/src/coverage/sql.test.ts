import { expect, test } from "vitest";
import { recordQueries } from "../../test/record-queries.ts";
import * as coverage from "./index.ts";

const day = "2026-11-20";

test("sql/coverage.sql shows every statement of this folder", async () => {
  const text = await recordQueries(coverage, {
    listBuildingNames: { ask: (db) => coverage.listBuildingNames(db, ["b"]) },
    listBuildingPlaces: { ask: (db) => coverage.listBuildingPlaces(db, day) },
    listCompounds: { ask: (db) => coverage.listCompounds(db, [0, 0, 1, 1]) },
    listFootprints: { ask: (db) => coverage.listFootprints(db, [0, 0, 1, 1], ["a"]) },
    listGates: { ask: (db) => coverage.listGates(db, [0, 0, 1, 1]) },
    listGridNames: { ask: (db) => coverage.listGridNames(db, day) },
    listStations: { ask: (db) => coverage.listStations(db, ["red_station"]) },
    listWays: { ask: (db) => coverage.listWays(db, [0, 0, 1, 1]) },
  });
  await expect(text).toMatchFileSnapshot("../../sql/coverage.sql");
});
