import {
  compareDivisions,
  divisionFacts,
  TEAM_ROLES,
  type Comparison,
  type Division,
} from "@onegrid/core/division";
import type { CompareReply, ComparedSide } from "@onegrid/core/division/contract";
import { OPEN_STATES } from "@onegrid/core/dispatch";
import type { Sight } from "@onegrid/core/access";
import { readAs, type Db } from "@onegrid/db";
import {
  countTeams,
  listBuildingPlaces,
  listCasesBetween,
  listStationsBetween,
  loadPlan,
  type CaseBetween,
  type PlanRow,
  type TeamCount,
  type ThingBetween,
} from "@onegrid/db/division";
import { Problem } from "../problem.ts";
import {
  builtGround,
  carryOver,
  openPlanSide,
  openPresentSide,
  type ComparedDivision,
} from "./compared-side.ts";
import type { GroundStore } from "./ground-store.ts";

export interface CompareAsked {
  readonly plan: PlanRow;
  /** The id of another plan, or `present`. */
  readonly with: string;
  readonly communityId: string;
  readonly scope: readonly string[];
  readonly sight: Sight;
  /** `YYYY-MM-DD` in Asia/Shanghai. */
  readonly today: string;
}

/** What changes hands from a plan, or from the grids in force, to a plan, in one community. */
export async function comparePlans(
  db: Db,
  store: GroundStore,
  asked: CompareAsked,
): Promise<CompareReply> {
  const { communityId, sight, today } = asked;
  const seen = await readAs(db, sight, async (trx) => {
    const after = await openPlanSide(trx, store, divisionIdOf(asked.plan, communityId));
    const { side: before, name } = await openOther(trx, store, { ...asked, onto: after });
    const between = {
      communityId,
      before: before.divisionId,
      after: after.divisionId,
    };
    const { division: carried, unmatched } = carryOver(before, after);
    const comparison = compareDivisions(carried, after.division);
    const moved = movedBuildings(comparison, carried, after);
    return {
      before,
      after,
      name,
      comparison,
      unmatched,
      moved,
      places: await listBuildingPlaces(trx, [...moved.keys()]),
      stations: await listStationsBetween(trx, between),
      cases: await listCasesBetween(trx, between, OPEN_STATES),
    };
  });
  // Teams are counted and nobody is named: the wall keeps duties to itself.
  const teams = seen.before.kind === "present" ? await countTeams(db, communityId, today) : [];
  return replyOf(asked, { ...seen, teams });
}

function divisionIdOf(plan: PlanRow, communityId: string): string {
  const division = plan.divisions.find((each) => each.communityId === communityId);
  if (!division) throw new Problem({ code: "division.not-found" });
  return division.id;
}

async function openOther(
  trx: Db,
  store: GroundStore,
  asked: CompareAsked & { readonly onto: ComparedDivision },
): Promise<{ side: ComparedDivision; name: string | null }> {
  if (asked.with === "present") {
    // A plan that has begun is compared with what it took the place of.
    const { effectiveOn } = asked.plan;
    const hasBegun = effectiveOn !== null && effectiveOn <= asked.today;
    const day = hasBegun ? dayBefore(effectiveOn) : asked.today;
    const side = await openPresentSide(trx, store, { ...asked, day });
    const plan = side.planId === null ? undefined : await loadPlan(trx, side.planId, asked.scope);
    return { side, name: plan?.name ?? null };
  }
  const plan = await loadPlan(trx, asked.with, asked.scope);
  if (!plan) throw new Problem({ code: "division.not-found" });
  return {
    side: await openPlanSide(trx, store, divisionIdOf(plan, asked.communityId)),
    name: plan.name,
  };
}

const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

interface MovedBuilding {
  readonly before: string | null;
  readonly after: string | null;
  readonly households: number;
}

/** Buildings in units that change hands, by id. */
function movedBuildings(
  { movedUnits }: Comparison,
  carried: Division,
  { division, open }: ComparedDivision,
): Map<string, MovedBuilding> {
  const { ground, buildingsOf } = builtGround(open);
  const { ids, households } = open.map.buildings;
  const householdsOf = new Map(ids.map((id, at) => [id, households[at] ?? 0]));
  const moved = new Map<string, MovedBuilding>();
  for (const unitId of movedUnits) {
    const unit = ground.indexOf.get(unitId) ?? -1;
    const way = { before: carried.gridOf[unit] ?? null, after: division.gridOf[unit] ?? null };
    for (const id of buildingsOf[unit] ?? [])
      moved.set(id, { ...way, households: householdsOf.get(id) ?? 0 });
  }
  return moved;
}

interface Seen {
  readonly before: ComparedDivision;
  readonly after: ComparedDivision;
  readonly name: string | null;
  readonly comparison: Comparison;
  readonly unmatched: readonly string[];
  readonly moved: ReadonlyMap<string, MovedBuilding>;
  readonly places: readonly { id: string; address: string; position: readonly [number, number] }[];
  readonly stations: readonly ThingBetween[];
  readonly cases: readonly CaseBetween[];
  readonly teams: readonly TeamCount[];
}

function replyOf({ communityId, plan }: CompareAsked, seen: Seen): CompareReply {
  const { before, after, comparison, moved } = seen;
  const partnerOf = new Map(comparison.pairs.map((pair) => [pair.before, pair.after]));
  // Where there was nothing, nothing changes hands.
  const isFirst = before.kind === "none";
  const goesOver = (thing: { before: string | null; after: string | null }): boolean =>
    !isFirst &&
    thing.after !== (thing.before === null ? null : (partnerOf.get(thing.before) ?? null));
  const placeOf = new Map(seen.places.map((place) => [place.id, place]));
  return {
    communityId,
    before: sideOf(before, seen.name, before.since),
    after: sideOf(after, plan.name, plan.effectiveOn),
    pairs: comparison.pairs.map((pair) => ({ ...pair })),
    flows: comparison.flows.map((flow) => ({ ...flow })),
    movedUnits: isFirst ? [] : unitsThatMove(seen),
    movedHouseholds: isFirst ? 0 : comparison.movedHouseholds,
    movedBuildings: isFirst
      ? []
      : [...moved].map(([id, way]) => {
          const place = placeOf.get(id);
          const position = place === undefined ? null : pointOf(place.position);
          return { id, ...way, address: place?.address ?? "", position };
        }),
    unmatchedUnits: [...seen.unmatched],
    stations: seen.stations
      .filter(goesOver)
      .map((station) => ({ ...station, position: pointOf(station.position) })),
    withoutStation: {
      before: without(before, seen.stations, "before"),
      after: without(after, seen.stations, "after"),
    },
    cases: seen.cases.filter(goesOver).map((one) => ({ ...one, position: pointOf(one.position) })),
    teams: teamsOf(seen),
  };
}

/** Where only buildings are known of the grids in force, ground without any is not said to move. */
function unitsThatMove({ before, after, comparison, moved }: Seen): string[] {
  if (before.divisionId !== null) return [...comparison.movedUnits];
  const { ground, buildingsOf } = builtGround(after.open);
  return comparison.movedUnits.filter((unitId) =>
    buildingsOf[ground.indexOf.get(unitId) ?? -1]?.some((id) => moved.has(id)),
  );
}

const pointOf = ([lng, lat]: readonly [number, number]): [number, number] => [lng, lat];

function sideOf(side: ComparedDivision, name: string | null, since: string | null): ComparedSide {
  const facts = divisionFacts(side.division);
  return {
    kind: side.kind,
    planId: side.planId,
    planName: name,
    since,
    divisionId: side.divisionId,
    baseId: side.baseId,
    grids: [...facts.grids].map(([id, { households }]) => {
      const version = side.versions.get(id);
      return { id, code: version?.code ?? null, name: version?.name ?? null, households };
    }),
    metrics: { ...facts.metrics },
  };
}

const without = (
  { division }: ComparedDivision,
  stations: readonly ThingBetween[],
  which: "before" | "after",
): string[] => {
  const served = new Set(stations.map((station) => station[which]));
  return division.grids.filter((id) => !served.has(id));
};

/** A grid's team goes to the grid that carries it on, or that takes most of it. */
function teamsOf({ before, after, comparison, teams }: Seen): CompareReply["teams"] {
  if (before.kind !== "present") return { handed: [], empty: [] };
  const gridOfCode = new Map([...before.versions].map(([id, { code }]) => [code, id]));
  const successor = (id: string): string | null =>
    comparison.pairs.find((pair) => pair.before === id)?.after ??
    comparison.flows.find((flow) => flow.before === id)?.after ??
    null;
  const handed = teams.flatMap(({ role, gridCode, holders }) => {
    const id = gridOfCode.get(gridCode ?? "");
    return id === undefined ? [] : [{ role, holders, before: id, after: successor(id) }];
  });
  const empty = TEAM_ROLES.flatMap((role) => {
    if (teams.some((team) => team.role === role && team.gridCode === null)) return [];
    const held = new Set(handed.filter((team) => team.role === role).map((team) => team.after));
    const grids = after.division.grids.filter((id) => !held.has(id));
    return grids.length === 0 ? [] : [{ role, grids }];
  });
  return { handed, empty };
}
