import { isInScope, ROLES, scopeOf, type Subject } from "@onegrid/core/access";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestDatabase } from "../../test/database.ts";
import type { Db } from "../connect.ts";
import { listAreas, listBuildingRows, listCompoundRows, loadObjectCard } from "./index.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.destroy());

test("SQL narrows to exactly what isInScope of core says, for any tree and any duties", async () => {
  const paths = await makeRandomTree();
  const ids = [...paths.keys()];
  const duty = fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ROLES));
  const box = [-2e7, -2e7, 2e7, 2e7] as const;
  let pairs = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(duty, { maxLength: 5 }), async (duties) => {
      const subject: Subject = {
        accountId: "a",
        duties: duties.map(([areaId, role], index) => ({
          id: String(index),
          role,
          areaId,
          areaPath: paths.get(areaId) ?? [],
        })),
      };
      const scope = scopeOf(subject, "case.read");
      const expected = ids.filter((id) => isInScope(scope, paths.get(id) ?? []));
      pairs += ids.length;

      const query = { box, zoom: 14, scope };
      const buildings = await listBuildingRows(db, query);
      const withHouseholds = buildings.flatMap(({ attributes }) =>
        attributes["households"] === null ? [] : [String(attributes["id"]).slice(2)],
      );
      const compounds = await listCompoundRows(db, query);
      expect(withHouseholds).toEqual(expected);
      expect(compounds.map(({ attributes }) => String(attributes["id"]).slice(2))).toEqual(
        expected,
      );
      const visible = (await listAreas(db, scope)).map(({ id }) => id);
      const above = expected.flatMap((id) => paths.get(id) ?? []);
      expect(visible.toSorted()).toEqual([...new Set(above)].toSorted());
      const [some] = ids;
      const card = await loadObjectCard(db, "compounds", `c-${some}`, scope);
      expect(card !== undefined).toBe(some !== undefined && expected.includes(some));
    }),
    { numRuns: 60, seed: 7 },
  );
  expect(pairs).toBeGreaterThan(3000);
});

const KINDS = ["city", "district", "street", "community"] as const;

/** Sixty areas in three trees, each with a building and a compound; answers their paths by id. */
async function makeRandomTree(): Promise<Map<string, readonly string[]>> {
  const [draws = []] = fc.sample(fc.array(fc.nat(), { minLength: 60, maxLength: 60 }), {
    numRuns: 1,
    seed: 11,
  });
  const paths = new Map<string, readonly string[]>();
  for (const [index, draw] of draws.entries()) {
    const parents = [...paths].filter(([, path]) => path.length < KINDS.length);
    const [, above = []] = index < 3 ? [] : (parents[draw % parents.length] ?? []);
    const id = `a${String(index).padStart(2, "0")}`;
    paths.set(id, [...above, id]);
    await insertArea(id, index, [...above, id]);
  }
  return paths;
}

async function insertArea(id: string, index: number, path: readonly string[]): Promise<void> {
  const row = (prefix: string) => ({
    id: `${prefix}-${id}`,
    source_id: `${prefix}-${id}`,
    name: `楼${id}`,
    geom: "SRID=4326;MULTIPOLYGON(((102 38, 102.001 38, 102.001 38.001, 102 38)))",
  });
  const { geom } = row("a");
  await db
    .insertInto("area")
    .values({
      id,
      source_id: id,
      kind: KINDS[path.length - 1] ?? "community",
      code: String(990_000_000_000 + index),
      name: id,
      parent_id: path.at(-2) ?? null,
      path: [...path],
      valid_to: null,
      geom,
    })
    .execute();
  await db
    .insertInto("compound")
    .values({ ...row("c"), access: "open", community_id: id })
    .execute();
  await db
    .insertInto("building")
    .values({
      ...row("b"),
      household_count: index,
      household_source: "register",
      building_use: "residential",
      community_id: id,
      compound_id: null,
      storeys: null,
      place: "SRID=4326;POINT(102 38)",
    })
    .execute();
}
