import type { DivisionEdit } from "@onegrid/core/division";

/** Something the planner did that the server has not confirmed. */
export type Intent =
  | { readonly kind: "edit"; readonly key: string; readonly edit: DivisionEdit }
  /** `target` is the id of the log entry to take back. */
  | { readonly kind: "undo"; readonly key: string; readonly target: string };

/** Keeps unsent intents through a reload or a crash of the browser. */
export interface Journal {
  readonly read: (divisionId: string) => readonly Intent[];
  readonly write: (divisionId: string, intents: readonly Intent[]) => void;
}

const PREFIX = "onegrid.unsent.";

interface Shelf {
  readonly getItem: (key: string) => string | null;
  readonly setItem: (key: string, value: string) => void;
  readonly removeItem: (key: string) => void;
}

/** In the browser's local storage: written before the request leaves, so at once and not later. */
export const createJournal = (shelf: Shelf): Journal => ({
  read: (divisionId) => {
    const text = shelf.getItem(PREFIX + divisionId);
    if (text === null) return [];
    try {
      const intents: unknown = JSON.parse(text);
      return Array.isArray(intents) ? intents.filter(isIntent) : [];
    } catch {
      return [];
    }
  },
  write: (divisionId, intents) => {
    if (intents.length === 0) shelf.removeItem(PREFIX + divisionId);
    else shelf.setItem(PREFIX + divisionId, JSON.stringify(intents));
  },
});

function isIntent(value: unknown): value is Intent {
  if (typeof value !== "object" || value === null || !("kind" in value) || !("key" in value))
    return false;
  return (value.kind === "edit" && "edit" in value) || (value.kind === "undo" && "target" in value);
}
