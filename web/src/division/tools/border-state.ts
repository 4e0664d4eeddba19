import type { UnitId } from "@onegrid/core/division";
import type { Position } from "@onegrid/core/geometry";
import { create } from "zustand";

/** How the pen of the split goes from anchor to anchor. */
export type PenKind = "wire" | "straight";

/** A stretch of border that was clicked. */
export interface ChosenStretch {
  readonly pairs: readonly (readonly [UnitId, UnitId])[];
  readonly line: readonly Position[];
}

interface BorderState {
  readonly pen: PenKind;
  readonly stretch: ChosenStretch | null;
  /** A cut parts its grid, too, where it goes right through. */
  readonly cutSplits: boolean;
}

/** Settings of the border tools. */
export const useBorders = create<BorderState>(() => ({
  pen: "wire",
  stretch: null,
  cutSplits: true,
}));
