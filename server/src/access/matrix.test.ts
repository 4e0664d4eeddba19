import { roleGrants, ROLES, type Role } from "@onegrid/core/access";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDemoTown, type DemoTown } from "../../test/demo-town.ts";
import { DOORS } from "../../test/doors.ts";
import { walkDoors } from "../../test/walk-doors.ts";
import { giveDuty, makeWorld, someHolders, type Holder, type World } from "../../test/world.ts";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

let town: DemoTown;
let world: World;

beforeAll(async () => {
  town = await openDemoTown();
  world = await makeWorld(town);
}, 180_000);
afterAll(() => town.close());

function holderOf(role: Role): Holder {
  const [area] = world.areas;
  if (!area) throw new Error("the town has no area");
  return { role, area, categories: [] };
}

test("every role meets every route: let in where its rule grants it, and nowhere else", async () => {
  let pairs = 0;
  const routes = town.app.ruledRoutes.filter(({ method }) => method !== "HEAD");
  expect(routes.length).toBeGreaterThan(50);
  for (const role of ROLES) {
    const { headers } = await town.asHolder(await giveDuty(town, holderOf(role)));
    for (const { method, url, rule } of routes) {
      // A stream never ends, and signing out would end the test.
      if (url === "/api/stream" || url === "/api/access/sign-out") continue;
      const reply = await town.app.inject({
        method: METHODS.find((known) => known === method) ?? "GET",
        url: url.replaceAll(/:\w+/g, "1").replace("*", "x"),
        headers,
        ...(method === "GET" ? {} : { payload: {} }),
      });
      // The second is how Open311 says it.
      const isRefused = /"code":"access\.forbidden"|\[access\.forbidden\]/.test(reply.body);
      // Metrics are read from this machine, and this is it.
      const isOpen =
        rule === "public" || rule === "signed-in" || rule === "metrics" || roleGrants(role, rule);
      expect(`${role} ${method} ${url} ${isRefused}`).toBe(`${role} ${method} ${url} ${!isOpen}`);
      expect(reply.statusCode).toBeLessThan(500);
      pairs += 1;
    }
  }
  process.stdout.write(`${pairs} pairs of a role and a route\n`);
}, 120_000);

test("no door shows anything to somebody who may not see it, nor hides it from who may", async () => {
  let answers = 0;
  const holders = someHolders(world, ROLES);
  for (const holder of holders) {
    const asker = await town.asHolder(await giveDuty(town, holder));
    const { count, leaked, hidden } = await walkDoors(asker, holder, world);
    expect({ leaked, hidden }).toEqual({ leaked: [], hidden: [] });
    answers += count;
  }
  expect(new Set(DOORS.map(({ family }) => family)).size).toBe(6);
  process.stdout.write(
    `${answers} answers of ${DOORS.length} doors to ${holders.length} holders of a duty\n`,
  );
}, 300_000);
