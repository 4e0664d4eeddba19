/** Undo and redo over changes of any capability. Pure: every function gives a new history. */
export interface History<C> {
  /** Inverses of what was done, the latest last. */
  readonly undo: readonly C[];
  /** Inverses of what was undone, the latest last. */
  readonly redo: readonly C[];
}

export const emptyHistory = <C>(): History<C> => ({ undo: [], redo: [] });

/** Notes the inverse of a new change; what was undone before can no longer be redone. */
export const record = <C>(history: History<C>, inverse: C): History<C> => ({
  undo: [...history.undo, inverse],
  redo: [],
});

/** The change to apply for an undo; pass its own inverse to `undone` afterwards. */
export const nextUndo = <C>({ undo }: History<C>): C | undefined => undo.at(-1);
export const nextRedo = <C>({ redo }: History<C>): C | undefined => redo.at(-1);

export const undone = <C>(history: History<C>, inverse: C): History<C> => ({
  undo: history.undo.slice(0, -1),
  redo: [...history.redo, inverse],
});

export const redone = <C>(history: History<C>, inverse: C): History<C> => ({
  undo: [...history.undo, inverse],
  redo: history.redo.slice(0, -1),
});
