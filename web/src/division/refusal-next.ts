import { text, type TextKey } from "../i18n/index.ts";

/** Refusals of tools that have a way out the planner can take alone. */
const NEXT: Readonly<Record<string, TextKey>> = {
  "division.breaks-contiguity": "division:next.breaks-contiguity",
  "division.locked": "division:next.locked",
  "division.empties-grid": "division:next.empties-grid",
  "division.not-adjacent": "division:next.not-adjacent",
  "division.over-red-limit": "division:next.over-red-limit",
  "division.no-neighbour": "division:next.no-neighbour",
};

/** What can be done about a refusal; `null`: the sentence itself says so. */
export function nextStep({ code }: { readonly code: string }): string | null {
  const key = NEXT[code];
  return key === undefined ? null : text(key);
}
