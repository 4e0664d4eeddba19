import type { DivisionEdit, GridId, PresetName, UnitLevel } from "@onegrid/core/division";
import type { PlanReply } from "@onegrid/core/division/contract";
import { BARRIER, type BarrierClass } from "@onegrid/core/topology";
import type { Position } from "@onegrid/core/geometry";
import { create } from "zustand";
import type { Foreseen } from "./foresee.ts";
import type { Ghost } from "../tools/ghost.ts";
import type { DivisionView } from "./grid-view.ts";
import type { OpenBase } from "./open-base.ts";
import type { Refusal, SessionState } from "../session/session-types.ts";
import type { HouseholdShift, Stroke } from "../tools/stroke.ts";

/** A plan (方案) on the page, with the division of one of its communities open. */
export interface OpenPlan {
  readonly kind: "ready";
  readonly plan: PlanReply;
  readonly divisionId: string;
  readonly communityId: string;
  readonly base: OpenBase;
  readonly session: SessionState;
  /** Of `session.division`. */
  readonly view: DivisionView;
  /** A draft, and the reader may change plans. */
  readonly isEditable: boolean;
}

export type Opened =
  | { readonly kind: "none" }
  | { readonly kind: "loading"; readonly planId: string }
  | { readonly kind: "failed"; readonly planId: string; readonly error: unknown }
  | OpenPlan;

/** An id of `tools.tsx`. */
export type Tool = string;

/** What a painting tool may change: anything, or only what the mask (范围) leaves open. */
export type MaskChoice =
  | "all"
  | "unassigned"
  /** The compound or the block that the pointer was pressed in. */
  | "compound"
  | "block"
  | { readonly from: GridId };

/** What the painting tools share: brush, lasso, rectangle, fill, swap. */
export interface BrushSettings {
  /** 0: one unit at a time. */
  readonly radiusPixels: number;
  /** What is taken at once. */
  readonly level: UnitLevel;
  readonly mask: MaskChoice;
  /** The weakest class of border that stops a fill. */
  readonly stopAt: BarrierClass;
  /** In a draft a grid may be in pieces for a while: told, not refused. */
  readonly mayBreak: boolean;
  /** What a lasso or a rectangle does with what it holds. */
  readonly area: "select" | "paint";
  /** `pressed`: the grid that the stroke begins in grows. */
  readonly target: "pressed" | "new" | { readonly gridId: GridId };
}

export type GridSelection =
  | { readonly kind: "none" }
  | { readonly kind: "grids"; readonly gridIds: readonly GridId[] }
  | { readonly kind: "units"; readonly units: readonly number[] };

/** What is being tried and is not in the division yet. */
export type Draft =
  | { readonly kind: "none" }
  | {
      readonly kind: "stroke";
      readonly stroke: Stroke;
      /** Bare ground that goes with it. */
      readonly along: readonly number[];
      readonly shifts: readonly HouseholdShift[];
      readonly refusal: Refusal | null;
      /** All numbers as they would be; `null`: it would not go through. */
      readonly foreseen: Foreseen | null;
    }
  | Ghost
  /** An automatic division that may be taken. */
  | { readonly kind: "trial"; readonly preset: PresetName; readonly view: DivisionView };

/** An edit that was refused, with what can be done about it. */
export interface Notice {
  readonly refusal: Refusal | { readonly code: string; readonly error: unknown };
  readonly edit: DivisionEdit | null;
  /** The edit that would go through. */
  readonly instead: Instead | null;
}

export interface Instead {
  readonly edit: DivisionEdit;
  readonly words: "empties-grid" | "over-red-limit" | "breaks-contiguity" | "empty-units";
  /** Units that come on top. */
  readonly count: number;
}

/** Why a press of the brush changed nothing. */
export type BrushHint = "drag" | "already" | "locked" | "swap" | "pen" | "trace";

/** A mark on the map for a comment; its label is its number in the list. */
export interface Pin {
  readonly label: string;
  readonly position: Position;
  readonly kind: "open" | "settled" | "draft";
}

export interface DivisionPage {
  readonly communityId: string | null;
  readonly opened: Opened;
  readonly tool: Tool;
  readonly brush: BrushSettings;
  readonly selection: GridSelection;
  /** Under the pointer, on the map or in the table. */
  readonly hovered: GridId | null;
  readonly draft: Draft;
  readonly notice: Notice | null;
  readonly hint: BrushHint | null;
  /** Units that would go to another grid than the one in force, where the page tells of it. */
  readonly changing: readonly number[];
  /** Where something was said of the plan. */
  readonly pins: readonly Pin[];
  /** A long edit: its share done, 0 to 1. */
  readonly work: { readonly share: number } | null;
}

export const NO_SELECTION: GridSelection = { kind: "none" };
export const NO_DRAFT: Draft = { kind: "none" };

/** The one state of the page, readable outside React. */
export const useDivision = create<DivisionPage>(() => ({
  communityId: null,
  opened: { kind: "none" },
  tool: "select",
  brush: {
    radiusPixels: 14,
    level: "unit",
    mask: "all",
    stopAt: BARRIER.compoundWall,
    mayBreak: false,
    area: "select",
    target: "pressed",
  },
  selection: NO_SELECTION,
  hovered: null,
  draft: NO_DRAFT,
  notice: null,
  hint: null,
  changing: [],
  pins: [],
  work: null,
}));

export const openPlanOf = ({ opened }: Pick<DivisionPage, "opened">): OpenPlan | null =>
  opened.kind === "ready" ? opened : null;

/** The open plan, or `null`; renders again when it changes. */
export const useOpenPlan = (): OpenPlan | null => useDivision(openPlanOf);

export const selectedGrids = ({ selection }: Pick<DivisionPage, "selection">): readonly GridId[] =>
  selection.kind === "grids" ? selection.gridIds : [];

/**
 * How far a long edit has come. The worker tells it on a channel of its own, so a share may arrive
 * after the answer; work that is over does not begin again by it.
 */
export function noteShare(share: number): void {
  useDivision.setState(({ work }) => (work === null ? {} : { work: { share } }));
}
