import type {
  CapacityPlan,
  FairPlan,
  SitingError,
  SitingPlan,
} from "@onegrid/core/coverage/siting";
import type { CandidateKind, SitingDemand } from "@onegrid/core/coverage/siting/contract";
import { create } from "zustand";

/** What is asked for: so many new stations, the fewest for a share, or the most for so much money. */
export interface SitingWish {
  readonly kind: "count" | "share" | "budget";
  readonly count: number;
  /** Percent of all households. */
  readonly percent: number;
  /** In 10,000 yuan (万元), as every cost here. */
  readonly budget: number;
  /** What opening a station costs where a candidate has no figure of its own; `null`: not given. */
  readonly cost: number | null;
  /** Opening costs of single candidates, by id. */
  readonly costs: ReadonlyMap<string, number>;
  readonly candidates: "public" | "everywhere";
  /** A station serves as many households as its floor area is enough for. */
  readonly rooms: boolean;
  /** Floor area of a new station where a candidate has no figure of its own, m². */
  readonly area: number;
  /** Floor areas of single candidates, by id. */
  readonly areas: ReadonlyMap<string, number>;
  /** Kinds of buildings that count as candidates; `null`: nobody chose, see `kindsOf`. */
  readonly kinds: ReadonlySet<CandidateKind> | null;
  /** Ids of candidates where a station has to stand. */
  readonly locked: ReadonlySet<string>;
  /** Ids of candidates where no station may stand. */
  readonly forbidden: ReadonlySet<string>;
  /** Communities in which every household must be covered. */
  readonly mustServe: ReadonlySet<string>;
  /** Whether a second stage looks after the worst community, and percent of coverage it may cost. */
  readonly isFair: boolean;
  readonly fairLoss: number;
  /** Of those communities only the households that some candidate can reach. */
  readonly isOnlyReachable: boolean;
}

/** With how full every station is, where rooms count. */
export type FoundPlan = SitingPlan &
  Partial<Pick<CapacityPlan, "inReach" | "loads">> & {
    /** What looking after the worst community brought. */
    readonly fair?: FairPlan;
  };

type SitingRun =
  | { readonly kind: "idle" }
  | { readonly kind: "asking" }
  | { readonly kind: "running"; readonly isPaused: boolean }
  | { readonly kind: "stopped" }
  | { readonly kind: "done" }
  | { readonly kind: "refused"; readonly error: SitingError }
  | { readonly kind: "failed"; readonly error: unknown };

export interface SitingState {
  readonly isOpen: boolean;
  readonly wish: SitingWish;
  readonly run: SitingRun;
  /** The question that `plan` answers. */
  readonly demand: SitingDemand | null;
  readonly plan: FoundPlan | null;
  /** The wish that `plan` answers: fields may have been changed since. */
  readonly answered: SitingWish | null;
  /** Id of the candidate whose card is open. */
  readonly picked: string | null;
}

const NOTHING_SAID = {
  costs: new Map<string, number>(),
  areas: new Map<string, number>(),
  locked: new Set<string>(),
  forbidden: new Set<string>(),
} as const satisfies Partial<SitingWish>;

/** With other candidates, what was said of single ones speaks of nobody any more. */
export const otherCandidates = (candidates: SitingWish["candidates"]): Partial<SitingWish> => ({
  candidates,
  ...NOTHING_SAID,
});

export const SITING_CLOSED: SitingState = {
  isOpen: false,
  wish: {
    kind: "count",
    count: 3,
    percent: 95,
    budget: 100,
    cost: null,
    candidates: "public",
    rooms: false,
    area: 200,
    kinds: null,
    ...NOTHING_SAID,
    mustServe: new Set(),
    isOnlyReachable: false,
    isFair: false,
    fairLoss: 1,
  },
  run: { kind: "idle" },
  demand: null,
  plan: null,
  answered: null,
  picked: null,
};

export const useSiting = create<SitingState>(() => SITING_CLOSED);
