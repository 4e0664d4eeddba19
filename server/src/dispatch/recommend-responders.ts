import type { Jurisdiction, Sight } from "@onegrid/core/access";
import { randomUUID } from "node:crypto";
import {
  areaIdsOf,
  DEFAULT_RECOMMEND_POLICY,
  reasonSentence,
  recommend,
  routeCase,
  startingPlace,
  type Case,
  type Recommendation,
  type RecommendTask,
} from "@onegrid/core/dispatch";
import type { RecommendationReply, TravelModeField } from "@onegrid/core/dispatch/contract";
import type { Position } from "@onegrid/core/geometry";
import type { Db } from "@onegrid/db";
import {
  findGridAt,
  findTeamArea,
  listDutyHolders,
  listRosterLines,
  saveRecommendation,
} from "@onegrid/db/dispatch";
import type { NetworkCache } from "../coverage/results/walking-network.ts";
import { localDay } from "../access/sessions.ts";
import { isProblem } from "../problem.ts";
import { FIELD_ROLES } from "./acting-duty.ts";
import { rosterDays } from "./roster-week.ts";
import { respondersFor, usualTravel, type Responder } from "./candidates.ts";
import { findSimilar } from "./find-similar.ts";
import { travelSecondsTo, type TravelsBy } from "./travel-times.ts";

export interface RecommendDeps {
  readonly db: Db;
  readonly networks: NetworkCache;
}

export interface RecommendAsked {
  readonly folded: Case;
  readonly scopePath: readonly string[];
  /** What the asker reaches: only its duplicates are named. */
  readonly jurisdiction: Jurisdiction;
  readonly sight: Sight;
  readonly mode: TravelModeField;
  readonly accountId: string;
  readonly now: Date;
}

/** Who should go to a case, in order and with reasons; kept, so that it can be computed again. */
export async function recommendResponders(
  { db, networks }: RecommendDeps,
  asked: RecommendAsked,
): Promise<RecommendationReply> {
  const { folded, now, mode } = asked;
  const { place } = folded;
  const holders = await listDutyHolders(db, {
    roles: FIELD_ROLES,
    areaPath: asked.scopePath,
    neighbourhoodId: place.streetId ?? place.districtId,
    day: localDay(now),
  });
  const roster = await listRosterLines(
    db,
    holders.map(({ areaId }) => areaId),
    rosterDays(now),
  );
  const responders = respondersFor(folded, { holders, roster }, now.getTime());
  const travel = await travelTimes(networks, folded, responders, mode);
  const task = await taskOf(db, folded, now);
  const result = recommend(task, candidatesOf(responders), (id) => travel.get(id)?.seconds ?? null);
  const recommendationId = await keep(db, asked, { task, responders, travel, result });
  return {
    recommendationId,
    caseId: folded.id,
    caseVersion: folded.version,
    computedAt: now.getTime(),
    policyVersion: result.policyVersion,
    mode,
    isCertain: result.isCertain,
    ...described(result, responders, travel),
    unit: await responsibleUnit(db, folded, now),
    duplicates: await findSimilar(db, { ...asked, subject: folded }),
  };
}

type Travel = ReadonlyMap<string, { readonly by: TravelsBy; readonly seconds: number | null }>;

const candidatesOf = (responders: readonly Responder[]) =>
  responders.map(({ candidate }) => candidate);

/** A case keeps the grid of its report; who would go is asked of the grid that is there today. */
async function taskOf(
  db: Db,
  { categoryId, severity, place }: Case,
  now: Date,
): Promise<RecommendTask> {
  const grid = place.position && (await findGridAt(db, place.position, localDay(now)));
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

function described(
  result: Recommendation,
  responders: readonly Responder[],
  travel: Travel,
): Pick<RecommendationReply, "ranked" | "excluded"> {
  const byId = new Map(responders.map((each) => [each.candidate.id, each]));
  return {
    ranked: result.ranked.flatMap((each) => {
      const responder = byId.get(each.candidateId);
      const start = responder && startingPlace(responder.candidate, DEFAULT_RECOMMEND_POLICY);
      if (!responder || !start) return [];
      return [
        {
          ...each,
          terms: [...each.terms],
          role: responder.role,
          travelsBy: travel.get(each.candidateId)?.by ?? "foot",
          position: [...start.position],
          sentence: reasonSentence(each),
        },
      ];
    }),
    excluded: result.excluded.map((each) => ({
      ...each,
      reasons: [...each.reasons],
      role: byId.get(each.candidateId)?.role ?? "",
    })),
  };
}

/** Without a duty list (责任清单) the territory answers: the team of the smallest area that has one. */
async function responsibleUnit(
  db: Db,
  folded: Case,
  now: Date,
): Promise<RecommendationReply["unit"]> {
  const { place, categoryId } = folded;
  const teamArea = await findTeamArea(db, areaIdsOf(place), FIELD_ROLES);
  const fallbacks = teamArea === null ? [] : [{ areaId: teamArea, unitId: teamArea }];
  const query = { place, categoryId, extraAreaIds: [], day: localDay(now) };
  const { unitId, by, entry } = routeCase(query, [], fallbacks);
  return { unitId, by, clause: entry?.clause ?? null };
}

async function keep(
  db: Db,
  { folded, accountId, now, mode }: RecommendAsked,
  made: {
    task: RecommendTask;
    responders: readonly Responder[];
    travel: Travel;
    result: Recommendation;
  },
): Promise<string> {
  const id = randomUUID();
  await saveRecommendation(db, {
    id,
    caseId: folded.id,
    caseVersion: folded.version,
    accountId,
    madeAt: now,
    inputs: {
      task: made.task,
      mode,
      candidates: candidatesOf(made.responders),
      travel: Object.fromEntries(made.travel),
      policy: DEFAULT_RECOMMEND_POLICY,
    },
    result: made.result,
  });
  return id;
}
