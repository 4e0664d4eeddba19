import { randomUUID } from "node:crypto";
import type { Case } from "@onegrid/core/dispatch";
import type { CommandBody } from "@onegrid/core/dispatch/contract";
import type { IncidentRecord } from "@onegrid/core/ingest";
import type { Db } from "@onegrid/db";
import { loadCase } from "@onegrid/db/dispatch";
import type { SignedIn } from "../../access/sessions.ts";
import type { NetworkCache } from "../../coverage/results/walking-network.ts";
import { isProblem, Problem } from "../../problem.ts";
import { sightOfHolder } from "../../sight-for.ts";
import { commandCase } from "../cases/command-case.ts";
import { caseJurisdiction } from "../rights/case-jurisdiction.ts";
import type { Draws } from "./habits.ts";

/** One row of a file that is played back, and the instant (ms) at which it is reported. */
export interface PlayedReport {
  readonly row: number;
  readonly record: IncidentRecord;
  /** Class of ours that the row is taken for. */
  readonly categoryId: string;
  readonly at: number;
}

/** A rule of ours that applied to a report beside the usual way. */
export type PlayedRule =
  | "no-place"
  | "outside-district"
  | "on-boundary"
  | "class-abolished"
  | "retired-grid"
  | "nobody-free"
  | "returns-used-up";

export const MILESTONES = [
  "reported",
  "filed",
  "dispatched",
  "accepted",
  "arrived",
  "finished",
] as const;
export type Milestone = (typeof MILESTONES)[number];

/** What has become of a report so far. */
export interface Played {
  readonly report: PlayedReport;
  readonly draws: Draws;
  folded: Case | null;
  number: string;
  readonly rules: Set<PlayedRule>;
  /** Codes of commands that were refused. */
  readonly refusals: string[];
  /** When it came so far for the first time, in ms. */
  readonly times: Partial<Record<Milestone, number>>;
  /** Seconds to the place of whoever was sent, by the recommendation. */
  travelSeconds: number | null;
  /** Who sent it back. */
  readonly declinedBy: string[];
}

export type Step = (stage: Stage, played: Played, at: number) => Promise<void>;

/** Where a rehearsal takes place. */
export interface Stage {
  readonly db: Db;
  readonly networks: NetworkCache;
  /** Command and supervision desk in one. */
  readonly desk: SignedIn;
  /** A picture that is evidence of nothing: classes that ask for one get it. */
  readonly photo: string;
  readonly personOf: (accountId: string, at: number) => Promise<SignedIn>;
  readonly plan: (at: number, played: Played, step: Step) => void;
}

type Fields<V extends CommandBody["verb"]> = Extract<CommandBody, { readonly verb: V }>["fields"];

interface Commanded<V extends CommandBody["verb"]> {
  readonly by: SignedIn;
  readonly verb: V;
  readonly fields: Fields<V>;
  readonly more?: Partial<Pick<CommandBody, "reason" | "deviceAt" | "devicePosition">>;
}

/**
 * Carries a command out as the interface would. False when it is refused: the case stays as it is,
 * and the code is kept with it.
 */
export async function command<V extends CommandBody["verb"]>(
  stage: Stage,
  played: Played,
  at: number,
  commanded: Commanded<V>,
): Promise<boolean> {
  const { folded } = played;
  if (folded === null) return false;
  try {
    played.folded = await carryOut(stage, folded, at, commanded).catch(async (error: unknown) => {
      // A hold has ended by itself meanwhile: whoever acts looks at the case again, once.
      if (!isProblem(error, "dispatch.stale")) throw error;
      const fresh = await loadCase(stage.db, folded.id);
      if (!fresh) throw error;
      return carryOut(stage, fresh.case, at, commanded);
    });
    return true;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    played.refusals.push(`${commanded.verb}: ${error.problem.code}`);
    return false;
  }
}

async function carryOut<V extends CommandBody["verb"]>(
  { db }: Stage,
  { id: caseId, version }: Case,
  at: number,
  { by, verb, fields, more }: Commanded<V>,
): Promise<Case> {
  const idempotencyKey = randomUUID();
  const body = { ...more, verb, fields, expectedVersion: version, idempotencyKey };
  const done = await commandCase(db, by, {
    caseId,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- verb and fields belong together by their type
    body: body as unknown as CommandBody,
    jurisdiction: caseJurisdiction(by, "case.act"),
    sight: sightOfHolder(by),
    now: new Date(at),
  });
  return done.case;
}

/** The first time counts. */
export function mark({ times }: Played, milestone: Milestone, at: number): void {
  times[milestone] ??= at;
}
