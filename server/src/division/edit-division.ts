import { setImmediate } from "node:timers/promises";
import { isInScope } from "@onegrid/core/access";
import {
  checkUndo,
  editDivision,
  findConflict,
  type Division,
  type DivisionChange,
  type DivisionError,
} from "@onegrid/core/division";
import type { EditBody, UndoBody } from "@onegrid/core/division/contract";
import { fail, type Result } from "@onegrid/core/result";
import type { Db } from "@onegrid/db";
import {
  listChanges,
  loadDivision,
  loadDivisionForUpdate,
  type DivisionChangeRow,
  type DivisionRow,
} from "@onegrid/db/division";
import { Problem } from "../problem.ts";
import type { GroundStore } from "./ground-store.ts";
import { commitChange, readDivision } from "./stored-division.ts";

export interface EditAsked {
  readonly divisionId: string;
  readonly accountId: string | null;
  /** Area ids in which the asker may edit plans. */
  readonly scope: readonly string[];
}

export interface Edited {
  readonly division: Division;
  readonly change: DivisionChange;
}

type Decided = Result<DivisionChange, DivisionError>;

/**
 * Carries an intent out. An automatic division takes a while: it is computed before the transaction
 * that saves it, in steps, so that neither the database nor other requests wait for it, and what it
 * met is compared again before it is saved.
 */
export async function performEdit(
  db: Db,
  store: GroundStore,
  asked: EditAsked,
  { revision, idempotencyKey, intent }: EditBody,
): Promise<Edited> {
  const by = asked.accountId ?? "system";
  const early = isAutomatic(intent)
    ? await decideInSteps(db, store, asked, (division) => editDivision(division, intent, by))
    : undefined;
  return saveDecision(db, store, asked, {
    revision,
    idempotencyKey,
    intent,
    undoes: null,
    decide: async (division) =>
      early ? stillFits(division, early) : runSteps(editDivision(division, intent, by)),
  });
}

const AUTOMATIC = ["divide-community", "split-grid", "rebalance-grids", "complete-remaining"];
const isAutomatic = (intent: EditBody["intent"]): boolean => AUTOMATIC.includes(intent.edit);

type Steps = Generator<unknown, Decided, boolean | undefined>;

async function decideInSteps(
  db: Db,
  store: GroundStore,
  asked: EditAsked,
  begin: (division: Division) => Steps,
): Promise<Decided> {
  const row = requireMine(await loadDivision(db, asked.divisionId), asked);
  const open = await store.openFor(db, row);
  return runSteps(begin(await readDivision(db, row, open)));
}

function stillFits(division: Division, decided: Decided): Decided {
  if (!decided.ok) return decided;
  const unitIds = findConflict(division, decided.value);
  return unitIds.length > 0 ? fail({ code: "division.changed-since", unitIds }) : decided;
}

/** Undo or redo (撤销, 重做) of the change that made a revision, as a new change. */
export const performUndo = (
  db: Db,
  store: GroundStore,
  asked: EditAsked,
  { revision, idempotencyKey, undoes }: UndoBody,
): Promise<Edited> =>
  saveDecision(db, store, asked, {
    revision,
    idempotencyKey,
    intent: { undoes },
    undoes,
    decide: async (division, changes) => {
      const target = changes.find((change) => change.revision === undoes);
      if (!target) throw new Problem({ code: "division.unknown-change", undoes });
      const taken = changes.find((change) => change.undoes === undoes);
      if (taken) throw new Problem({ code: "division.already-undone", by: taken.revision });
      return checkUndo(division, target.inverse);
    },
  });

interface Decision {
  readonly revision: number;
  readonly idempotencyKey: string;
  readonly intent: unknown;
  readonly undoes: number | null;
  readonly decide: (division: Division, changes: readonly DivisionChangeRow[]) => Promise<Decided>;
}

const saveDecision = (
  db: Db,
  store: GroundStore,
  asked: EditAsked,
  decision: Decision,
): Promise<Edited> =>
  db.transaction().execute(async (trx) => {
    const row = requireMine(await loadDivisionForUpdate(trx, asked.divisionId), asked);
    const open = await store.openFor(trx, row);
    const division = await readDivision(trx, row, open);
    const changes = await listChanges(trx, row.id);
    const answered = changes.find((each) => each.idempotencyKey === decision.idempotencyKey);
    if (answered) return { division, change: answered.change };

    requireDraft(row, decision.revision);
    const decided = await decision.decide(division, changes);
    if (!decided.ok) throw new Problem(decided.error);
    const { accountId } = asked;
    const { idempotencyKey, intent, undoes } = decision;
    const change = decided.value;
    const commit = { row, open, division, change, accountId, idempotencyKey, intent, undoes };
    return { division: await commitChange(trx, commit), change };
  });

export function requireMine(row: DivisionRow | undefined, { scope }: EditAsked): DivisionRow {
  if (!row || !isInScope(scope, row.path)) throw new Problem({ code: "division.not-found" });
  return row;
}

export function requireDraft(row: DivisionRow, revision: number): void {
  if (row.planState !== "draft") {
    throw new Problem({ code: "division.not-a-draft", state: row.planState });
  }
  if (row.revision !== revision) {
    throw new Problem({ code: "division.stale", revision: row.revision });
  }
}

const TURN_MS = 12;

/** Runs a generator to its end, giving way to other requests every few milliseconds. */
export async function runSteps<T>(steps: Generator<unknown, T, boolean | undefined>): Promise<T> {
  let turnEnds = performance.now() + TURN_MS;
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() < turnEnds) continue;
    await setImmediate();
    turnEnds = performance.now() + TURN_MS;
  }
}
