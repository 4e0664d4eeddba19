import { expect, test } from "vitest";
import { recordQueries } from "../../test/record-queries.ts";
import * as coverage from "./index.ts";

const day = "2026-11-20";

test("sql/coverage.sql shows every statement of this folder", async () => {
  const text = await recordQueries(coverage, {
    listBuildingNames: { ask: (db) => coverage.listBuildingNames(db, ["b"]) },
    listBuildingPlaces: { ask: (db) => coverage.listBuildingPlaces(db, day) },
    listCompounds: { ask: coverage.listCompounds },
    listFootprints: { ask: (db) => coverage.listFootprints(db, [0, 0, 1, 1], ["a"]) },
    listGates: { ask: coverage.listGates },
    listGridNames: { ask: (db) => coverage.listGridNames(db, day) },
    listStations: { ask: (db) => coverage.listStations(db, ["red_station"]) },
    listWays: { ask: coverage.listWays },
  });
  await expect(text).toMatchFileSnapshot("../../sql/coverage.sql");
});
