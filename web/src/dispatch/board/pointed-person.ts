import { create } from "zustand";

/** Whoever a list points at just now, for the map to show where they are. */
export const usePointed = create<{ readonly personId: string | null }>(() => ({ personId: null }));

const point = (personId: string | null) => (): void => usePointed.setState({ personId });

/** For a row about somebody: pointer and keyboard alike. */
export const pointsAt = (personId: string) => ({
  onMouseEnter: point(personId),
  onMouseLeave: point(null),
  onFocus: point(personId),
  onBlur: point(null),
});
