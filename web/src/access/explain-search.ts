import type { ExplainKind } from "@onegrid/core/access/explain-contract";

/** What the address asks; without a person it is about the reader. */
export interface ExplainSearch {
  readonly person?: string;
  readonly verb?: string;
  readonly kind?: ExplainKind;
  readonly object?: string;
}

export const EXPLAIN_KINDS: readonly ExplainKind[] = [
  "area",
  "grid",
  "plan",
  "building",
  "station",
  "case",
];
/** Keeps what is known of an address. */
export function readExplainSearch(raw: Record<string, unknown>): ExplainSearch {
  const word = (name: string): string | undefined => {
    const value = raw[name];
    return typeof value === "string" && value !== "" && value.length <= 120 ? value : undefined;
  };
  const [person, verb, object] = [word("person"), word("verb"), word("object")];
  const kind = EXPLAIN_KINDS.find((known) => known === raw["kind"]);
  return {
    ...(person !== undefined && { person }),
    ...(verb !== undefined && { verb }),
    ...(kind !== undefined && { kind }),
    ...(kind !== undefined && object !== undefined && { object }),
  };
}
