import type { Position } from "../../geometry/index.ts";
import { isSameFamily, type Category } from "../rules/categories.ts";
import { distanceMetres } from "../model/distance.ts";
import type { CaseState, EpochMs } from "../model/model.ts";
import { textSimilarity } from "../model/text-similarity.ts";
import { STATE_TABLE } from "../machine/transitions.ts";

const DAY_MS = 86_400_000;
const METRES_PER_DEGREE = 111_000;

/** A report before it is sent, or a case, as far as two of them can be the same problem. */
export interface DuplicateSubject {
  readonly caseId: string;
  readonly position: Position | null;
  readonly category: Category;
  readonly description: string;
  readonly reportedAt: EpochMs;
  readonly laneId: string | null;
  /** Code of the public fixture (部件), where one was chosen. */
  readonly assetId: string | null;
}

export interface ExistingCase extends DuplicateSubject {
  readonly state: CaseState;
  readonly closedAt: EpochMs | null;
}

/** Weights of a score between 0 and 1; they add up to 1. Start values, to be tuned on data. */
export interface DuplicatePolicy {
  readonly closedWithinDays: number;
  readonly timeWindowDays: number;
  readonly leastScore: number;
  readonly distance: number;
  readonly time: number;
  readonly sameClass: number;
  readonly text: number;
  readonly sameLane: number;
}

export const DEFAULT_DUPLICATE_POLICY: DuplicatePolicy = {
  closedWithinDays: 7,
  timeWindowDays: 14,
  leastScore: 0.5,
  distance: 0.45,
  time: 0.15,
  sameClass: 0.2,
  text: 0.15,
  sameLane: 0.05,
};

export interface DuplicateHit {
  readonly caseId: string;
  /** 0 to 1; the parts below times their weights add up to it. */
  readonly score: number;
  readonly distanceMetres: number | null;
  readonly parts: {
    readonly distance: number;
    readonly time: number;
    readonly sameClass: number;
    readonly text: number;
    readonly sameLane: number;
  };
}

/**
 * Cases that may be the same problem, best first, ties by id. Only cases of the same family that are
 * open, or were closed a few days ago, within the radius of the class; the same public fixture matches
 * wherever the point was put. Merging stays a human verb.
 */
export function findDuplicates(
  report: DuplicateSubject,
  existing: readonly ExistingCase[],
  policy: DuplicatePolicy = DEFAULT_DUPLICATE_POLICY,
): DuplicateHit[] {
  return existing
    .filter((each) => isCandidate(report, each, policy))
    .flatMap((each) => hitOf(report, each, policy) ?? [])
    .filter((hit) => hit.score >= policy.leastScore)
    .toSorted((a, b) => b.score - a.score || (a.caseId < b.caseId ? -1 : 1));
}

function isCandidate(
  report: DuplicateSubject,
  other: ExistingCase,
  policy: DuplicatePolicy,
): boolean {
  if (other.caseId === report.caseId || !isSameFamily(report.category, other.category))
    return false;
  if (STATE_TABLE[other.state].isOpen) return true;
  if (other.state !== "closed" || other.closedAt === null) return false;
  return report.reportedAt - other.closedAt <= policy.closedWithinDays * DAY_MS;
}

function hitOf(
  report: DuplicateSubject,
  other: ExistingCase,
  policy: DuplicatePolicy,
): DuplicateHit | null {
  const isSameAsset = report.assetId !== null && report.assetId === other.assetId;
  const radius = report.category.duplicateRadiusMetres;
  const metres = nearDistance(report.position, other.position, isSameAsset ? Infinity : radius);
  if (metres === null && !isSameAsset) return null;
  const apartDays = Math.abs(report.reportedAt - other.reportedAt) / DAY_MS;
  const parts = {
    distance: isSameAsset ? 1 : Math.max(0, 1 - (metres ?? 0) / radius),
    time: Math.max(0, 1 - apartDays / policy.timeWindowDays),
    sameClass: isSameAsset ? 1 : classLikeness(report.category, other.category),
    text: textSimilarity(report.description, other.description),
    sameLane: report.laneId !== null && report.laneId === other.laneId ? 1 : 0,
  };
  const score =
    parts.distance * policy.distance +
    parts.time * policy.time +
    parts.sameClass * policy.sameClass +
    parts.text * policy.text +
    parts.sameLane * policy.sameLane;
  return {
    caseId: other.caseId,
    score,
    distanceMetres: metres === null ? null : Math.round(metres),
    parts,
  };
}

/** Metres, or `null` beyond the radius. Latitude alone rules most cases out without trigonometry. */
function nearDistance(a: Position | null, b: Position | null, radius: number): number | null {
  if (!a || !b || Math.abs(a[1] - b[1]) * METRES_PER_DEGREE > radius * 1.01) return null;
  const metres = distanceMetres(a, b);
  return metres <= radius ? metres : null;
}

const classLikeness = (a: Category, b: Category): number => {
  if (a.id === b.id) return 1;
  return a.scheme === b.scheme && a.majorCode === b.majorCode ? 0.5 : 0.25;
};
