import type { SitingError, SitingPlan } from "@onegrid/core/coverage/siting";
import type { SitingDemand } from "@onegrid/core/coverage/siting/contract";
import { create } from "zustand";

/** What is asked for: so many new stations, or the fewest for a share. */
export interface SitingWish {
  readonly kind: "count" | "share";
  readonly count: number;
  /** Percent of all households. */
  readonly percent: number;
  readonly candidates: "public" | "everywhere";
  /** Ids of candidates where no station may stand. */
  readonly forbidden: ReadonlySet<string>;
  /** Communities in which every household must be covered. */
  readonly mustServe: ReadonlySet<string>;
}

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
  readonly plan: SitingPlan | null;
  /** The wish that `plan` answers: fields may have been changed since. */
  readonly answered: SitingWish | null;
}

export const SITING_CLOSED: SitingState = {
  isOpen: false,
  wish: { kind: "count", count: 3, percent: 95, candidates: "public", forbidden: new Set(), mustServe: new Set() }, // prettier-ignore
  run: { kind: "idle" },
  demand: null,
  plan: null,
  answered: null,
};

export const useSiting = create<SitingState>(() => SITING_CLOSED);
