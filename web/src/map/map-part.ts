import type { MapEntry } from "./entry.ts";

/** What a workspace puts on the map, as long as it is open. */
export interface MapPart {
  /** The entries in the present state; identical (`===`) while the state is. */
  readonly entries: () => readonly MapEntry[];
  readonly subscribe: (changed: () => void) => () => void;
}

interface Readable<S> {
  readonly getState: () => S;
  readonly subscribe: (listener: () => void) => () => void;
}

/**
 * Joins a store with a pure `(state) => MapEntry[]`:
 * `map: mapPart(coverageStore, coverageEntries)`. The function is called once per state.
 */
export function mapPart<S>(
  store: Readable<S>,
  describe: (state: S) => readonly MapEntry[],
): MapPart {
  let last: { readonly state: S; readonly entries: readonly MapEntry[] } | null = null;
  return {
    entries: () => {
      const state = store.getState();
      if (last?.state !== state) last = { state, entries: describe(state) };
      return last.entries;
    },
    subscribe: (changed) => store.subscribe(changed),
  };
}
