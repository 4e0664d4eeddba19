import type { Position } from "../../geometry/index.ts";
import type { MapProblem } from "../../topology/index.ts";

/**
 * What a planner has settled about the ground of a community (底图修正). It is kept beside the base
 * versions and goes into every one that is made later. Ids are those of the store: they outlive a base.
 */
export type BaseRepair =
  /** Disputed ground between communities goes to one of them. */
  | { readonly kind: "give"; readonly place: Position; readonly to: string }
  /** A building belongs to the community although it stands outside its border. */
  | { readonly kind: "adopt"; readonly buildingId: string }
  /** Two units count as in contact (连接): a bridge, a ferry, a decision. */
  | { readonly kind: "link"; readonly unitId: string; readonly otherId: string }
  /** A problem was looked at and stays as it is. */
  | { readonly kind: "accept"; readonly problemId: string };

/** A link is an exception to the rule of contact: it needs a reason. */
export const needsReason = ({ kind }: Pick<BaseRepair, "kind">): boolean => kind === "link";

/** A problem of a base version with what can be done about it, best first; accepting goes without saying. */
export interface BaseProblem extends MapProblem {
  readonly offers: readonly BaseRepair[];
}

/** `link`: the two units that a small part would be joined by. */
export function offerRepairs(
  problem: MapProblem,
  link?: Extract<BaseRepair, { kind: "link" }>,
): BaseProblem {
  return { ...problem, offers: link ? [link] : offersOf(problem) };
}

function offersOf({ kind, ids, near = [], givenTo, place }: MapProblem): BaseRepair[] {
  const giveTo = (owners: readonly string[]): BaseRepair[] =>
    owners.filter((to) => to !== givenTo).map((to) => ({ kind: "give", place, to }));
  if (kind === "gap") return giveTo(near);
  if (kind === "overlap") return giveTo(ids);
  if (kind === "outside") return ids.map((buildingId) => ({ kind: "adopt", buildingId }));
  return [];
}
