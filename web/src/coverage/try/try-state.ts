import type { LiveFrame } from "@onegrid/core/coverage";
import type { LiveStart } from "@onegrid/core/coverage/live-contract";
import type { ScenarioChange, ScenarioReply } from "@onegrid/core/coverage/scenario-contract";
import type { CoverageReply } from "@onegrid/core/coverage/contract";
import type { Position } from "@onegrid/core/geometry";
import { create } from "zustand";
import { inForce, NO_CHANGES, type ChangeList } from "./change-list.ts";
import type { LiveBegun, LiveGate } from "./live-work.ts";

export const TOOLS = ["move", "add", "close", "hours", "gate", "path", "bridge"] as const;
export type Tool = (typeof TOOLS)[number];

/** The ground as the worker has it. */
export interface TryGround {
  /** The server's answer it belongs to. */
  readonly result: CoverageReply;
  readonly start: LiveStart;
  readonly gates: readonly LiveGate[];
  readonly base: LiveFrame;
  readonly baseUnits: LiveBegun["units"];
}

export interface TryState {
  readonly phase:
    | { readonly kind: "off" }
    | { readonly kind: "loading" }
    | { readonly kind: "failed"; readonly error: unknown }
    | { readonly kind: "ready"; readonly ground: TryGround };
  readonly list: ChangeList;
  /** What the pointer holds: not in the list until it is let go. */
  readonly ghost: ScenarioChange | null;
  readonly tool: Tool;
  /** The corners of a way that is being drawn. */
  readonly drawn: readonly Position[];
  /** Why the last change was taken back. */
  readonly refused: unknown;
  /** The station that the arrow keys move. */
  readonly picked: string | null;
  /** The scenario (情景) that was gone on from; saving goes over it. */
  readonly edited: ScenarioReply | null;
}

export const TRY_OFF: TryState = {
  phase: { kind: "off" },
  list: NO_CHANGES,
  ghost: null,
  tool: "move",
  drawn: [],
  refused: null,
  picked: null,
  edited: null,
};

export const useTry = create<TryState>(() => TRY_OFF);

/** Everything supposed just now, with what the pointer holds. */
export const changesOf = ({ list, ghost }: Pick<TryState, "list" | "ghost">): ScenarioChange[] => [
  ...inForce(list),
  ...(ghost === null ? [] : [ghost]),
];

export function groundOf({ phase }: Pick<TryState, "phase">): TryGround | null {
  return phase.kind === "ready" ? phase.ground : null;
}
