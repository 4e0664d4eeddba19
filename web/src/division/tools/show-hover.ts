import type { Division } from "@onegrid/core/division";
import type { Ghost } from "./ghost.ts";
import { NO_DRAFT, useDivision, type OpenPlan } from "../state/page-state.ts";

interface Shown {
  readonly division: Division;
  readonly key: string;
  readonly ghost: Ghost;
}

let last: Shown | null = null;

/**
 * Shows what the hovering pointer would do; worked out only when `key` names something else than what
 * is shown, or the division is another.
 */
export function showHover(
  { session }: Pick<OpenPlan, "session">,
  key: string,
  make: () => Ghost,
): void {
  const { division } = session;
  const { draft } = useDivision.getState();
  const isShown = last !== null && draft === last.ghost && last.key === key;
  if (isShown && last?.division === division) return;
  const ghost = make();
  last = { division, key, ghost };
  useDivision.setState({ draft: ghost });
}

/** A ghost that only the hovering pointer has made. */
export function endHover(): void {
  if (useDivision.getState().draft.kind === "ghost") useDivision.setState({ draft: NO_DRAFT });
}
