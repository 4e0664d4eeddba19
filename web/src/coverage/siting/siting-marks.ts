import type { Position } from "@onegrid/core/geometry";
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

export function marksOf({ demand, plan, wish }: SitingState): SitingMarks | null {
  if (demand === null) return null;
  const numbers = new Map(plan?.candidates?.map((candidate, i) => [candidate, i + 1]));
  return demand.candidates.map(({ id, position }, i): SiteMark => {
    const number = numbers.get(i) ?? 0;
    const state = wish.forbidden.has(id) ? "forbidden" : number > 0 ? "site" : "candidate";
    return { id, position, state, number: state === "site" ? number : 0 };
  });
}
