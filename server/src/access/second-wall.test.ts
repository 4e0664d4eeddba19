import { withoutPolicies } from "@onegrid/db/test-database";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openDemoTown, type DemoTown } from "../../test/demo-town.ts";
import { DOORS } from "../../test/doors.ts";
import { walkDoors } from "../../test/walk-doors.ts";
import { giveDuty, makeWorld, someHolders, type World } from "../../test/world.ts";

const ALL = ["area-620302000000"];

// The first wall is taken down: whoever is let in by a route's rule asks for the whole district.
vi.mock(import("./guard.ts"), async (original) => ({
  ...(await original()),
  scopeFor: () => ALL,
  requireAt: () => undefined,
}));
vi.mock(import("../dispatch/rights/case-jurisdiction.ts"), async (original) => ({
  ...(await original()),
  caseJurisdiction: () => ({
    reaches: [{ areaIds: ALL, categories: null, maxLevel: "district" as const }],
    ownIds: [],
  }),
}));

const ROLES = [
  ...(["leader", "planner", "command_desk", "community_desk", "grid_staff"] as const),
  ...(["unit_handler", "linked_officer", "building_head", "administrator"] as const),
];

let town: DemoTown;
let world: World;
beforeAll(async () => {
  town = await openDemoTown();
  world = await makeWorld(town);
}, 120_000);
afterAll(() => town.close());

const doors = DOORS.filter(({ isOpen }) => !isOpen);

test("with the first wall taken down, the second shows nothing beyond anybody's part", async () => {
  let answers = 0;
  // Whoever sees everything comes first: what is kept of their answers is not for others.
  const [district] = world.areas.filter(({ kind }) => kind === "district");
  if (!district) throw new Error("the town has no district");
  const whole = { role: "leader" as const, area: district, categories: [] };
  const first = await town.asHolder(await giveDuty(town, whole));
  expect((await walkDoors(first, whole, world, doors)).hidden).toEqual([]);
  for (const holder of someHolders(world, ROLES)) {
    const asker = await town.asHolder(await giveDuty(town, holder));
    const { count, leaked } = await walkDoors(asker, holder, world, doors);
    expect(leaked).toEqual([]);
    answers += count;
  }
  process.stdout.write(`${answers} answers behind the second wall alone\n`);
}, 300_000);

test("without its policies the same doors stand open: it is they that hold", async () => {
  // Of another community than before: what is kept of tiles says nothing about policies.
  const area = world.areas.findLast(({ kind }) => kind === "community");
  if (!area) throw new Error("the town has no community");
  const holder = { role: "leader" as const, area, categories: [] };
  const asker = await town.asHolder(await giveDuty(town, holder));
  const { leaked } = await withoutPolicies(town.db, () => walkDoors(asker, holder, world, doors));
  const open = new Set(leaked.map((leak) => leak.split(" for leader")[0]));
  expect([...open]).toEqual(
    expect.arrayContaining([
      ...["list of cases", "card of a case", "number of a case"],
      ...["search for compounds", "tiles of compounds", "card of grids"],
      ...["plans", "a plan", "a division", "a division/changes", "a base map"],
      ...["grids of a community", "warnings", "the line of an emergency"],
    ]),
  );
}, 60_000);
