import type { ChangeFlow, DivisionChange, GridId } from "@onegrid/core/division";

/** One line of the history (历史): a change that is saved, or one on its way. */
export interface LogEntry {
  /** The key it was sent with, or `r<revision>` for changes without one. */
  readonly id: string;
  /** `null`: not saved yet. */
  readonly revision: number | null;
  readonly edit: string;
  readonly units: number;
  readonly at: string;
  readonly by: string | null;
  /** Who gave how much to whom. */
  readonly flows: readonly ChangeFlow[];
  /** Grids that were locked or opened. */
  readonly locks: readonly GridId[];
  /** Id of the entry that this one takes back. */
  readonly undoes: string | null;
  /** What takes it back; `null`: the server knows. */
  readonly inverse: DivisionChange | null;
}

export interface UndoStacks {
  /** What could be undone, the next one last. */
  readonly undo: readonly LogEntry[];
  readonly redo: readonly LogEntry[];
}

/**
 * What undo and redo would meet, read off the log. A redo is an undo of an undo, so the log alone
 * tells it all, and undoing goes on after a reload where it stopped.
 */
export function undoStacks(log: readonly LogEntry[]): UndoStacks {
  let undo: LogEntry[] = [];
  let redo: LogEntry[] = [];
  for (const entry of log) {
    const isIn = (stack: readonly LogEntry[]): boolean =>
      stack.some(({ id }) => id === entry.undoes);
    const without = (stack: readonly LogEntry[]): LogEntry[] =>
      stack.filter(({ id }) => id !== entry.undoes);
    if (entry.undoes === null) [undo, redo] = [[...undo, entry], []];
    else if (isIn(undo)) [undo, redo] = [without(undo), [...redo, entry]];
    else if (isIn(redo)) [undo, redo] = [[...undo, entry], without(redo)];
  }
  return { undo, redo };
}
