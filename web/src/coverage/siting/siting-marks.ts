import type { SitingPlan } from "@onegrid/core/coverage/siting";
import type { SitingDemand } from "@onegrid/core/coverage/siting/contract";
import type { Position } from "@onegrid/core/geometry";
import { lasting } from "../../map/lasting.ts";
import type { SitingState } from "./siting-state.ts";

/** A candidate on the map: free, forbidden, or a site of the plan with its number. */
interface SiteMark {
  readonly id: string;
  readonly position: Position;
  readonly state: "candidate" | "forbidden" | "site";
  /** 1, 2, 3 … in the list; 0 for candidates. */
  readonly number: number;
}

export type SitingMarks = readonly SiteMark[];

/** The same marks for the same sites: a pause or a number in a field sends no candidates to the map again. */
export const marksOf = ({ demand, plan, wish }: SitingState): SitingMarks | null =>
  demand === null ? null : marks(demand, plan?.candidates ?? null, wish.forbidden);

const marks = lasting(
  (
    { candidates }: SitingDemand,
    sites: SitingPlan["candidates"],
    forbidden: ReadonlySet<string>,
  ): SitingMarks => {
    const numbers = new Map(sites?.map((candidate, i) => [candidate, i + 1]));
    return candidates.map(({ id, position }, i): SiteMark => {
      const number = numbers.get(i) ?? 0;
      const state = forbidden.has(id) ? "forbidden" : number > 0 ? "site" : "candidate";
      return { id, position, state, number: state === "site" ? number : 0 };
    });
  },
);
