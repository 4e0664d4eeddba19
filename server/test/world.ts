import { roleGrants, type Permission, type Role } from "@onegrid/core/access";
import { inject } from "vitest";
import type { CaseCard, CaseReply } from "@onegrid/core/dispatch/contract";
import type { PlanReply } from "@onegrid/core/division/contract";
import { insertAccounts, saveDuties } from "@onegrid/db/access";
import { keepStaffPosition } from "@onegrid/db/dispatch";
import { commandFor, newReport, type Place } from "./cases.ts";
import { NOW, type Asker, type DemoTown } from "./demo-town.ts";
import { makeEmergency, type EmergencyWorld } from "./emergency-world.ts";

/** Somebody with one duty. */
export interface Holder {
  readonly role: Role;
  readonly area: Area;
  /** Classes that the duty is for; none: all. */
  readonly categories: readonly string[];
}

export interface Area {
  readonly id: string;
  readonly kind: "district" | "street" | "community";
  readonly parentId: string | null;
  readonly center: Place;
}

/** Something that is shown to some and not to others. */
export interface Thing {
  readonly id: string;
  /** Area ids, the community first. */
  readonly above: readonly string[];
  /** What people would look for. */
  readonly name: string;
}

export interface CaseThing extends Thing {
  readonly card: CaseCard;
  /** Every level it has been at. */
  readonly levels: readonly string[];
}

export interface PlanThing extends Thing {
  readonly divisionId: string;
  readonly communityId: string;
  readonly baseId: string;
}

export interface ScenarioThing extends Thing {
  readonly areaId: string;
  readonly isShared: boolean;
}

/** Every kind of thing that lies in somebody's part. */
export interface World extends EmergencyWorld {
  readonly areas: readonly Area[];
  readonly cases: readonly CaseThing[];
  readonly compounds: readonly Thing[];
  readonly grids: readonly Thing[];
  /** Units of management (万米单元网格). */
  readonly city_units: readonly Thing[];
  /** Buildings with a household count: the count is what is shown or not. */
  readonly buildings: readonly Thing[];
  readonly communities: readonly Thing[];
  readonly plans: readonly PlanThing[];
  /** What-ifs of coverage that are kept. */
  readonly scenarios: readonly ScenarioThing[];
  /** On shift, with a position. */
  readonly people: readonly Thing[];
}

export const CLASSES = ["event.01-02", "event.01-10", "event.02-01", "event.03-01"];
const LEVELS = ["grid", "community", "street", "district"];
const BUILDINGS_EACH = 2;

/** Cases of several classes, every second one raised to the street, and a plan, in every community. */
export async function makeWorld(town: DemoTown): Promise<World> {
  const dispatcher = await town.as("dispatcher");
  const planner = await town.as("planner");
  const { areas } = (await dispatcher.get<{ areas: readonly Area[] }>("/api/areas")).body;
  const communities = areas.filter(({ kind }) => kind === "community");
  const thing = (id: string, communityId: string, name: string): Thing => ({
    id,
    name,
    above: pathOf(areas, communityId),
  });
  const rows = async (table: "compound" | "grid_version" | "building") =>
    town.db.selectFrom(table).select(["id", "name", "community_id as communityId"]).execute();
  const within = (found: Awaited<ReturnType<typeof rows>>): Thing[] =>
    found.flatMap(({ id, name, communityId }) =>
      communityId === null ? [] : thing(id, communityId, name ?? ""),
    );
  const counted = await town.db
    .selectFrom("building")
    .select(["id", "address as name", "community_id as communityId"])
    .where("household_count", ">", 0)
    .orderBy("id")
    .execute();
  for (const { id } of communities)
    await planner.post(`/api/communities/${encodeURIComponent(id)}/city-units`, {});
  const cityUnits = await town.db
    .selectFrom("city_unit")
    .select(["id", "code as name", "community_id as communityId"])
    .orderBy("code")
    .execute();
  const world = {
    areas,
    cases: await makeCases(dispatcher, areas),
    compounds: within(await rows("compound")),
    grids: within(await rows("grid_version")),
    city_units: within(cityUnits),
    buildings: communities.flatMap(({ id }) =>
      within(counted.filter(({ communityId }) => communityId === id)).slice(0, BUILDINGS_EACH),
    ),
    scenarios: await makeScenarios(planner, areas),
    people: await makePeople(town, areas),
    communities: communities.map(({ id }) => thing(id, id, "")),
    plans: await Promise.all(
      communities.map(async ({ id }) => {
        const asked = { name: `plan ${id}`, communityIds: [id] };
        const { body } = await planner.post<PlanReply>("/api/plans", asked);
        const [division] = body.divisions;
        if (!division) throw new Error(`no plan of ${id}: ${JSON.stringify(body)}`);
        return {
          ...thing(body.id, id, body.name),
          divisionId: division.id,
          communityId: division.communityId,
          baseId: division.baseId,
        };
      }),
    ),
  };
  // The last to happen: what was reported before is not practised.
  const emergency = await makeEmergency(town, dispatcher, areas, (id) => pathOf(areas, id));
  await town.markEnd();
  return { ...world, ...emergency };
}

/** One for everybody and one of the planner's own, in every area. */
async function makeScenarios(planner: Asker, areas: readonly Area[]): Promise<ScenarioThing[]> {
  const made: ScenarioThing[] = [];
  for (const { id: areaId } of areas)
    for (const isShared of [true, false]) {
      const asked = { areaId, isShared, name: "如果", note: "", changes: [] };
      const { body } = await planner.post<{ id: string }>("/api/coverage/scenarios", asked);
      made.push({ id: body.id, name: "", areaId, isShared, above: pathOf(areas, areaId) });
    }
  return made;
}

/** Somebody on shift in every community, in the middle of it. */
async function makePeople(town: DemoTown, areas: readonly Area[]): Promise<Thing[]> {
  const made: Thing[] = [];
  for (const area of areas.filter(({ kind }) => kind === "community")) {
    const id = await giveDuty(town, { role: "lane_head", area, categories: [] });
    await keepStaffPosition(
      town.db,
      {
        ...{ accountId: id, position: area.center, accuracyMetres: 5 },
        ...{ measuredAt: NOW, receivedAt: NOW },
      },
      0,
    );
    made.push({ id, name: id, above: pathOf(areas, area.id) });
  }
  return made;
}

/** Shared ones are for whoever sees coverage in the area, above it, or in a part of it. */
export function mayOpen(holder: Holder, { areas }: World, thing: ScenarioThing): boolean {
  const isBelow = pathOf(areas, holder.area.id).includes(thing.areaId);
  const sees = roleGrants(holder.role, "coverage.read");
  return thing.isShared && sees && (isBelow || thing.above.includes(holder.area.id));
}

function pathOf(areas: readonly Area[], id: string): string[] {
  const parentId = areas.find((area) => area.id === id)?.parentId ?? null;
  return [id, ...(parentId === null ? [] : pathOf(areas, parentId))];
}

async function makeCases(dispatcher: Asker, areas: readonly Area[]): Promise<CaseThing[]> {
  const made: CaseThing[] = [];
  for (const { id, center } of areas.filter(({ kind }) => kind === "community"))
    for (const [at, categoryId] of CLASSES.entries()) {
      const report = newReport(center, { categoryId, description: "" });
      const { status, body } = await dispatcher.post<CaseReply>("/api/cases", report);
      if (status !== 201) throw new Error(JSON.stringify(body));
      const card = at % 2 === 0 ? body.card : await raise(dispatcher, body.card);
      const levels = [...new Set([body.card.level, card.level])];
      await leaveContact(dispatcher, card.id);
      await dispatcher.post("/api/cases/presence", {
        ...{ pageId: `page-of-${card.id}`, caseId: card.id, isWriting: false },
      });
      made.push({ card, levels, id: card.id, name: card.number, above: pathOf(areas, id) });
    }
  return made;
}

async function leaveContact(dispatcher: Asker, id: string): Promise<void> {
  const contact = { name: "报案人", phone: "0935 8211234", agreed: true };
  const { status, body } = await dispatcher.put(`/api/cases/${id}/contact`, contact);
  if (status !== 200) throw new Error(JSON.stringify(body));
}

async function raise(dispatcher: Asker, card: CaseCard): Promise<CaseCard> {
  const { body } = await dispatcher.post<CaseReply>(
    `/api/cases/${card.id}/commands`,
    commandFor(card, "escalate", { fields: { toLevel: "street" }, reason: "above-power" }),
  );
  return body.card ?? card;
}

/** The rule, said once more and by itself: it must not share a line with what it checks. */
export function mayAt({ role, area }: Holder, permission: Permission, { above }: Thing): boolean {
  return roleGrants(role, permission) && above.includes(area.id);
}

export function maySee(
  holder: Holder,
  thing: CaseThing,
  levels: readonly string[] = [thing.card.level],
): boolean {
  const { area, categories } = holder;
  const isClass = categories.length === 0 || thing.card.categoryId.split("-")[0] === categories[0];
  const height = LEVELS.indexOf(area.kind);
  return (
    mayAt(holder, "case.read", thing) &&
    isClass &&
    levels.some((level) => LEVELS.indexOf(level) <= height)
  );
}

/** Roles in a community and above it, for every class and for one: all of them in a long run, each role once otherwise. */
export function someHolders({ areas }: World, roles: readonly Role[]): Holder[] {
  const [community, street] = (["community", "street"] as const).map((kind) =>
    areas.find((area) => area.kind === kind),
  );
  if (!community || !street) throw new Error("the town has no street with a community");
  return roles.flatMap((role, index) => {
    const all = [
      { role, area: community, categories: [] },
      { role, area: street, categories: [] },
      ...(roleGrants(role, "case.read") ? [{ role, area: street, categories: ["event.01"] }] : []),
    ];
    return inject("isLongRun") ? all : all.slice(index % all.length).slice(0, 1);
  });
}

let made = 0;

/** An account with this duty; answers its id. */
export async function giveDuty({ db }: DemoTown, holder: Holder): Promise<string> {
  made += 1;
  const id = `holder${made}`;
  const { role, area, categories } = holder;
  await insertAccounts(db, [
    { id, login: id, displayName: id, passwordHash: "x", isDemo: false, waitingRoles: [] },
  ]);
  await saveDuties(db, [
    {
      ...{ id, accountId: id, role, areaId: area.id, displayName: id, categories },
      ...{ shift: "Mo-Su 00:00-24:00", maxOpenCases: 9, post: null },
    },
  ]);
  return id;
}
