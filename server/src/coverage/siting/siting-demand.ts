import { setImmediate } from "node:timers/promises";
import { isInScope } from "@onegrid/core/access";
import { attachBuildings } from "@onegrid/core/coverage";
import {
  candidatesEverywhere,
  demandClasses,
  rowOf,
  sweepCandidates,
  type Incidence,
} from "@onegrid/core/coverage/siting";
import type { SitingCandidate, SitingDemand } from "@onegrid/core/coverage/siting/contract";
import type { Bbox, Position } from "@onegrid/core/geometry";
import type { PublicBuilding } from "@onegrid/db/coverage";
import type { AreaRow } from "@onegrid/db/organisation";
import type { CoverageResult } from "../results/coverage-results.ts";
import type { RegionCoverage } from "../results/region-coverage.ts";
import { isInRegion } from "../results/regions.ts";
import { buildingCandidates, MOST_CANDIDATES } from "./building-candidates.ts";

export interface DemandInput {
  readonly result: CoverageResult;
  readonly scope: readonly string[];
  readonly areas: readonly Pick<AreaRow, "id" | "kind" | "name" | "path" | "bbox">[];
  /** `null`: candidates stand anywhere on the walking network. */
  readonly publicBuildings: readonly PublicBuilding[] | null;
}

const FIRST_SPACING_METRES = 100;
const WIDER = 1.25;

/** The question where stations should stand, for one reader's part: what a browser needs to answer it. */
export async function sitingDemand(input: DemandInput): Promise<SitingDemand> {
  const { result, scope } = input;
  const communities = input.areas.filter(({ kind, path }) => kind === "community" && isInScope(scope, path)); // prettier-ignore
  const found = findCandidates(
    input,
    communities.map(({ bbox }) => bbox),
  );
  const demand = demandOf(input, new Map(communities.map(({ id }, i) => [id, i])));
  const reach = await sweepAll(result, found.candidates, demand.isAsked);
  const useful = keepUseful(found.candidates, reach);
  const classes = demandClasses(useful.reach, demand.households, demand.area);
  return {
    key: result.key,
    definition: result.coverage.definition,
    kinds: [...result.kinds],
    candidates: useful.candidates,
    leftOut: found.leftOut,
    spacingMetres: found.spacing,
    households: demand.all,
    covered: demand.covered,
    areas: communities.map(({ id, name }) => ({ id, name })),
    classHouseholds: [...classes.households],
    classArea: [...classes.tag],
    first: [...classes.reach.first],
    items: [...classes.reach.items],
  };
}

function findCandidates({ result, publicBuildings }: DemandInput, boxes: readonly Bbox[]) {
  if (publicBuildings !== null) {
    return { ...buildingCandidates(publicBuildings), spacing: null };
  }
  const isOurs = (position: Position) => boxes.some((box) => isInBox(box, position));
  for (let spacing = FIRST_SPACING_METRES; ; spacing = Math.ceil(spacing * WIDER)) {
    const places = result.parts.flatMap(({ network }) =>
      candidatesEverywhere(network.network, spacing, isOurs),
    );
    if (places.length > MOST_CANDIDATES) continue;
    const candidates = places.map((position, i): SitingCandidate => ({ id: `everywhere/${i + 1}`, name: "", position: [...position], kind: null })); // prettier-ignore
    return { candidates, leftOut: 0, spacing };
  }
}

const isInBox = ([west, south, east, north]: Bbox, [lng, lat]: Position): boolean =>
  lng >= west && lng <= east && lat >= south && lat <= north;

/** Households that are not covered yet, and the community each building counts to; -1 for none. */
function demandOf({ result, scope }: DemandInput, numberOf: ReadonlyMap<string, number>) {
  const { buildings, coverage } = result;
  const households = new Int32Array(buildings.length);
  const area = new Int32Array(buildings.length).fill(-1);
  const isAsked = new Uint8Array(buildings.length);
  let [all, covered] = [0, 0];
  for (const [i, { communityPath, communityId, households: count }] of buildings.entries()) {
    if (!isInScope(scope, communityPath)) continue;
    all += count ?? 0;
    if (coverage.buildings[i]?.state === "covered") covered += count ?? 0;
    else if ((count ?? 0) > 0) {
      households[i] = count ?? 0;
      isAsked[i] = 1;
      area[i] = numberOf.get(communityId ?? "") ?? -1;
    }
  }
  return { households, area, isAsked, all, covered };
}

/** What each candidate would newly cover, region by region, in steps that let other requests through. */
async function sweepAll(
  { parts, coverage }: CoverageResult,
  candidates: readonly SitingCandidate[],
  isAsked: Uint8Array,
): Promise<number[][]> {
  const reach: number[][] = candidates.map(() => []);
  for (const part of parts) {
    const numbers = [...candidates.keys()].filter((i) => isNear(part, candidates[i]?.position));
    const positions = numbers.map((i): Position => candidates[i]?.position ?? [0, 0]);
    const rows = await sweepPart(part, positions, coverage.definition);
    for (const [at, i] of numbers.entries()) {
      const indices = [...rowOf(rows, at)].map((place) => part.places[place]?.index ?? -1);
      reach[i] = indices.filter((index) => isAsked[index] === 1);
    }
  }
  return reach;
}

const isNear = ({ region }: RegionCoverage, position?: Position): boolean =>
  position !== undefined && isInRegion(region, position);

async function sweepPart(
  { network: { finder }, places, gateState }: RegionCoverage,
  positions: readonly Position[],
  definition: CoverageResult["coverage"]["definition"],
): Promise<Incidence> {
  const points = attachBuildings(finder, places.map(({ building }) => building)); // prettier-ignore
  const steps = sweepCandidates(finder, positions, { points, definition, gateState });
  let step = steps.next();
  for (; step.done !== true; step = steps.next()) await setImmediate();
  return step.value.reach;
}

/** Candidates that would bring nobody new are no choice. */
function keepUseful(candidates: readonly SitingCandidate[], reach: readonly number[][]) {
  const kept = [...candidates.keys()].filter((i) => (reach[i]?.length ?? 0) > 0);
  const first = new Uint32Array(kept.length + 1);
  kept.forEach((i, at) => (first[at + 1] = (first[at] ?? 0) + (reach[i]?.length ?? 0)));
  const items = Uint32Array.from(kept.flatMap((i) => reach[i]?.toSorted((a, b) => a - b) ?? []));
  return {
    candidates: kept.flatMap((i) => candidates[i] ?? []),
    reach: { first, items },
  };
}
