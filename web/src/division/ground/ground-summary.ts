import type { GroundProblem, GroundReply } from "@onegrid/core/division/contract";

/** What a rule has settled and told: small gaps, overlaps and strips that went to a neighbour. */
const isRuled = ({ kind, givenTo }: GroundProblem): boolean =>
  givenTo !== undefined && ["gap", "overlap", "sliver"].includes(kind);

const isGivenByHand = ({ place, givenTo }: GroundProblem, { repairs }: GroundReply): boolean =>
  repairs.some(
    ({ repair }) =>
      repair.kind === "give" && repair.to === givenTo && String(repair.place) === String(place),
  );

/** What waits for the planner: neither accepted nor settled, by hand or by rule. */
export const openProblems = (ground: GroundReply): readonly GroundProblem[] =>
  ground.problems.filter((problem) => problem.accepted === null && !isRuled(problem));

/** What a rule has settled and nobody has looked at since. */
export const ruledProblems = (ground: GroundReply): readonly GroundProblem[] =>
  ground.problems.filter(
    (problem) => problem.accepted === null && isRuled(problem) && !isGivenByHand(problem, ground),
  );

interface GroundSummary {
  readonly text: "newer" | "waiting" | "noted" | "clear";
  readonly count: number;
  /** Somebody has something to do. */
  readonly isUrgent: boolean;
}

/** What is said of the ground under a plan in a line; `null`: nothing. Only a draft can be mended. */
export function groundSummary(ground: GroundReply, isEditable: boolean): GroundSummary | null {
  const count = openProblems(ground).length;
  if (isEditable && ground.newestBaseId !== ground.baseId)
    return { text: "newer", count, isUrgent: true };
  if (count > 0) return { text: isEditable ? "waiting" : "noted", count, isUrgent: isEditable };
  const isBare = ground.problems.length === 0 && ground.repairs.length === 0;
  return isBare ? null : { text: "clear", count, isUrgent: false };
}
