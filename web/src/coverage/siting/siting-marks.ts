import type { SitingPlan } from "@onegrid/core/coverage/siting";
import type { SitingDemand } from "@onegrid/core/coverage/siting/contract";
import type { Position } from "@onegrid/core/geometry";
import { lasting } from "../../map/lasting.ts";
import { offered } from "./siting-question.ts";
import type { SitingState, SitingWish } from "./siting-state.ts";

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
  demand === null
    ? null
    : picking(
        marks(demand, plan?.candidates ?? null, decided(wish.forbidden, wish.locked, wish.kinds)),
        picked,
      );

type Decided = Pick<SitingWish, "forbidden" | "locked" | "kinds">;

const decided = lasting(
  (
    forbidden: Decided["forbidden"],
    locked: Decided["locked"],
    kinds: Decided["kinds"],
  ): Decided => ({ forbidden, locked, kinds }),
);

const picking = lasting((all: SitingMarks, picked: string | null): SitingMarks =>
  picked === null
    ? all
    : all.map((mark) => (mark.id === picked ? { ...mark, isPicked: true } : mark)),
);

const marks = lasting(
  (demand: SitingDemand, sites: SitingPlan["candidates"], wish: Decided): SitingMarks => {
    const { locked, forbidden } = wish;
    const isOffered = offered(demand, wish);
    const numbers = new Map(sites?.map((candidate, i) => [candidate, i + 1]));
    return demand.candidates.flatMap((candidate, i): SiteMark[] => {
      const { id, position } = candidate;
      const number = numbers.get(i) ?? 0;
      if (number === 0 && !isOffered(candidate)) return [];
      const free = locked.has(id) ? "locked" : "candidate";
      const state = forbidden.has(id) ? "forbidden" : number > 0 ? "site" : free;
      return [{ id, position, state, number: state === "site" ? number : 0, isPicked: false }];
    });
  },
);
