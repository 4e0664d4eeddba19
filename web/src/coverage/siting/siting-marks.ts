import type { SitingPlan } from "@onegrid/core/coverage/siting";
import type { SitingDemand } from "@onegrid/core/coverage/siting/contract";
import type { Position } from "@onegrid/core/geometry";
import { lasting } from "../../map/lasting.ts";
import type { SitingState } from "./siting-state.ts";

/** A candidate on the map: free, a must, forbidden, or a site of the plan with its number. */
interface SiteMark {
  readonly id: string;
  readonly position: Position;
  readonly state: "candidate" | "locked" | "forbidden" | "site";
  readonly isPicked: boolean;
  /** 1, 2, 3 … in the list; 0 for candidates. */
  readonly number: number;
}

export type SitingMarks = readonly SiteMark[];

/** The same marks for the same sites: a pause or a number in a field sends no candidates to the map again. */
export const marksOf = ({ demand, plan, wish, picked }: SitingState): SitingMarks | null =>
  demand === null ? null : picking(marks(demand, plan?.candidates ?? null, wish.forbidden, wish.locked), picked); // prettier-ignore

const picking = lasting(
  (all: SitingMarks, picked: string | null): SitingMarks =>
  picked === null ? all : all.map((mark) => (mark.id === picked ? { ...mark, isPicked: true } : mark)), // prettier-ignore
);

const marks = lasting(
  (
    { candidates }: SitingDemand,
    sites: SitingPlan["candidates"],
    forbidden: ReadonlySet<string>,
    locked: ReadonlySet<string>,
  ): SitingMarks => {
    const numbers = new Map(sites?.map((candidate, i) => [candidate, i + 1]));
    return candidates.map(({ id, position }, i): SiteMark => {
      const number = numbers.get(i) ?? 0;
      const free = locked.has(id) ? "locked" : "candidate";
      const state = forbidden.has(id) ? "forbidden" : number > 0 ? "site" : free;
      return { id, position, state, number: state === "site" ? number : 0, isPicked: false };
    });
  },
);
