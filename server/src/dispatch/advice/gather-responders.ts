import {
  DEFAULT_RECOMMEND_POLICY,
  startingPlace,
  type Candidate,
  type Case,
  type RecommendTask,
} from "@onegrid/core/dispatch";
import type { TravelModeField } from "@onegrid/core/dispatch/contract";
import type { Position } from "@onegrid/core/geometry";
import type { Db } from "@onegrid/db";
import {
  findGridAt,
  listDutyHolders,
  listRosterLines,
  listStaffPositions,
} from "@onegrid/db/dispatch";
import { localDay } from "../../access/sessions.ts";
import type { NetworkCache } from "../../coverage/results/walking-network.ts";
import { isProblem } from "../../problem.ts";
import { FIELD_ROLES } from "../rights/acting-duty.ts";
import { rulesOf } from "../rules/rules-in-force.ts";
import { respondersFor, usualTravel, type Responder } from "./candidates.ts";
import { rosterDays } from "../roster/roster-week.ts";
import { travelSecondsTo, type TravelsBy } from "./travel-times.ts";

export interface RecommendDeps {
  readonly db: Db;
  readonly networks: NetworkCache;
}

/** What the choice for one case is a pure function of. */
export interface Gathered {
  readonly task: RecommendTask;
  readonly responders: readonly Responder[];
  readonly travel: Travel;
}

interface AskedCase {
  readonly folded: Case;
  readonly scopePath: readonly string[];
}

/**
 * Looks up who might go to a case, and how long everybody takes. People and rosters of a
 * neighbourhood are read once for all cases of one gatherer.
 */
export function gatherer(
  { db, networks }: RecommendDeps,
  { now, mode }: { readonly now: Date; readonly mode: TravelModeField },
): (asked: AskedCase) => Promise<Gathered> {
  const rostered = new Map<string, ReturnType<typeof readRostered>>();
  const near = ({ folded: { place }, scopePath }: AskedCase) => {
    const neighbourhoodId = place.streetId ?? place.districtId;
    const key = JSON.stringify([scopePath, neighbourhoodId]);
    const found = rostered.get(key) ?? readRostered(db, { scopePath, neighbourhoodId, now });
    rostered.set(key, found);
    return found;
  };
  return async (asked) => {
    const { folded } = asked;
    const responders = respondersFor(folded, await near(asked), now.getTime());
    const travel = await travelTimes(networks, folded, responders, mode);
    return { task: await taskOf(db, folded, now), responders, travel };
  };
}

async function readRostered(
  db: Db,
  asked: {
    readonly scopePath: readonly string[];
    readonly neighbourhoodId: string;
    readonly now: Date;
  },
) {
  const holders = await listDutyHolders(db, {
    roles: FIELD_ROLES,
    areaPath: asked.scopePath,
    neighbourhoodId: asked.neighbourhoodId,
    day: localDay(asked.now),
  });
  const roster = await listRosterLines(
    db,
    holders.map(({ areaId }) => areaId),
    rosterDays(asked.now),
  );
  const last = await listStaffPositions(
    db,
    holders.map(({ accountId }) => accountId),
  );
  const positions = new Map(last.map((each) => [each.accountId, each]));
  const { book } = await rulesOf(db);
  return { holders, roster, positions, calendar: book.calendar };
}

type Travel = ReadonlyMap<string, { readonly by: TravelsBy; readonly seconds: number | null }>;

export const candidatesOf = (responders: readonly Responder[]): Candidate[] =>
  responders.map(({ candidate }) => candidate);

/** A case keeps the grid of its report; who would go is asked of the grid that is there today. */
async function taskOf(
  db: Db,
  { categoryId, severity, place }: Case,
  now: Date,
): Promise<RecommendTask> {
  const grid = await findGridAt(db, place, localDay(now));
  return {
    categoryId,
    severity,
    gridId: grid?.code ?? place.gridId,
    communityId: place.communityId,
    at: now.getTime(),
  };
}

/** One search on foot and one by car, each for everybody who travels so. */
async function travelTimes(
  networks: NetworkCache,
  { place }: Case,
  responders: readonly Responder[],
  mode: TravelModeField,
): Promise<Travel> {
  const travel = new Map<string, { by: TravelsBy; seconds: number | null }>();
  const { position } = place;
  for (const by of ["foot", "drive"] as const) {
    const group = responders.flatMap(({ candidate, role }) => {
      const start = startingPlace(candidate, DEFAULT_RECOMMEND_POLICY);
      const isOfGroup = (mode === "auto" ? usualTravel(role) : mode) === by;
      return start && isOfGroup ? [{ id: candidate.id, position: start.position }] : [];
    });
    if (!position || group.length === 0) continue;
    const network = await networkFor(networks, by, position);
    if (!network) continue;
    const starts = group.map((each) => each.position);
    const seconds = travelSecondsTo(network, position, starts, network.by);
    group.forEach(({ id }, k) => travel.set(id, { by: network.by, seconds: seconds[k] ?? null }));
  }
  return travel;
}

/** The network of a mode; where nothing can be driven on, everybody walks. */
async function networkFor(networks: NetworkCache, by: TravelsBy, position: Position) {
  for (const mode of by === "drive" ? (["drive", "foot"] as const) : (["foot"] as const)) {
    try {
      return { ...(await networks.at(mode, position)), by: mode };
    } catch (error) {
      if (!isProblem(error, "coverage.no-ways")) throw error;
    }
  }
  return null;
}
