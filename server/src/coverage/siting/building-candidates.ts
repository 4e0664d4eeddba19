import {
  CANDIDATE_KINDS,
  type CandidateKind,
  type SitingCandidate,
} from "@onegrid/core/coverage/siting/contract";
import { facilityOfText } from "@onegrid/core/organisation";
import type { PublicBuilding } from "@onegrid/db/coverage";

/** More do not make a plan better that anybody would see, and each costs a sweep. */
export const MOST_CANDIDATES = 2000;

/**
 * Buildings as candidates, by what their source says they are for, else by their names. No station
 * moves into a shed, a substation or a works. Of too many those less meant for the public are left out.
 */
export function buildingCandidates(buildings: readonly PublicBuilding[]): {
  readonly candidates: SitingCandidate[];
  readonly leftOut: number;
} {
  const all = buildings.flatMap((building): SitingCandidate[] => {
    const kind = kindOf(building);
    if (kind === null) return [];
    return [{ id: building.id, name: building.name, position: [...building.position], kind }];
  });
  const kept = all.toSorted((a, b) => publicRank(a) - publicRank(b)).slice(0, MOST_CANDIDATES);
  return { candidates: kept, leftOut: all.length - kept.length };
}

const publicRank = ({ kind }: SitingCandidate): number =>
  CANDIDATE_KINDS.indexOf(kind ?? "unknown");

function kindOf({ facility, isMixed, name }: PublicBuilding): CandidateKind | null {
  if (isMixed) return "ground_floor";
  const kind = facility ?? facilityOfText(name);
  if (kind === "auxiliary" || kind === "industry") return null;
  return kind ?? (name === "" ? null : "unknown");
}
