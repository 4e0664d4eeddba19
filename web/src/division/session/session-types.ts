import type { Division, DivisionChange, DivisionEdit, DivisionError } from "@onegrid/core/division";
import type { DivisionProblem, EditReply } from "@onegrid/core/division/contract";
import type { Result } from "@onegrid/core/result";
import type { LogEntry } from "./change-log.ts";
import type { Intent, Journal } from "./journal.ts";

/** What the server knows of a division. */
export interface Loaded {
  readonly division: Division;
  readonly log: readonly LogEntry[];
}

/** The way to the server, as small as the session needs it. Throws `ApiProblem`. */
export interface Transport {
  readonly load: () => Promise<Loaded>;
  readonly edit: (revision: number, key: string, edit: DivisionEdit) => Promise<EditReply>;
  readonly undo: (revision: number, key: string, undoes: number) => Promise<EditReply>;
  readonly change: (revision: number) => Promise<DivisionChange>;
}

/** Turns an edit into a change: at once, or in a worker. */
type Predict = (
  division: Division,
  edit: DivisionEdit,
) => Promise<Result<DivisionChange, DivisionError>>;

export interface Dropped {
  readonly intent: Intent;
  /** A refusal of the rules, or whatever the server's answer threw. */
  readonly reason: unknown;
  /** The revision it was drawn on, and everything unsent that was drawn there, it being the last. */
  readonly onRevision: number;
  readonly mine: readonly Intent[];
}

export type SaveState =
  | { readonly kind: "saved"; readonly at: string | null }
  | { readonly kind: "sending" }
  /** The server cannot be reached; tried again by itself. */
  | { readonly kind: "waiting"; readonly reason: unknown }
  /** Signed out, or no longer a draft: not tried again. */
  | { readonly kind: "stopped"; readonly reason: unknown };

export interface SessionState {
  /** With everything that is not saved yet. */
  readonly division: Division;
  readonly log: readonly LogEntry[];
  readonly unsent: readonly Intent[];
  readonly save: SaveState;
  /** What could not be saved, until the planner has read it. */
  readonly dropped: readonly Dropped[];
}

export interface SessionOptions {
  readonly divisionId: string;
  readonly transport: Transport;
  readonly journal: Journal;
  readonly predict: Predict;
  readonly now: () => Date;
  readonly makeKey: () => string;
  readonly authorName: string;
  /** Buildings in a unit, for the history; none when left out. */
  readonly buildingsIn?: (unit: number) => number;
  readonly onChange: (state: SessionState) => void;
  /** Before an unreachable server is tried again; doubles up to eight times that. */
  readonly retryMs?: number;
}

export type Refusal =
  | DivisionProblem
  | { readonly code: "division.nothing-to-undo" }
  /** Somebody else has changed units of the step meanwhile. */
  | { readonly code: "division.touched-by-others"; readonly unitIds: readonly string[] };
export type Performed = Result<DivisionChange, Refusal>;
