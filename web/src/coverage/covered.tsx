import type { CoverageReply } from "@onegrid/core/coverage/contract";
import { useState, type ReactNode } from "react";
import { useText } from "../i18n/index.ts";
import { definitionWords } from "./words.ts";

export type Defined = Pick<CoverageReply, "definition" | "kinds"> &
  Partial<Pick<CoverageReply, "scenario">>;

interface CoveredProps {
  /** What the number was computed under. No number of coverage is shown without it. */
  readonly by: Defined;
  readonly children: ReactNode;
}

/** A number that carries its definition: the words stand in its tooltip wherever it is shown. */
export function Covered({ by, children }: CoveredProps) {
  const t = useText();
  return (
    <span className="og-number" title={definitionWords(by, t)}>
      {children}
    </span>
  );
}

/**
 * The definition of a result for its rows: the same object while its words are the same, so that rows that
 * have not changed are not drawn again when something is dragged.
 */
export function useDefined(by: Defined): Defined {
  const words = definitionWords(by, useText());
  const [kept, keep] = useState({ by, words });
  if (kept.words === words) return kept.by;
  keep({ by, words });
  return by;
}

/** The definition in words, beside a figure or under a table's heading. */
export function DefinitionLine({ by }: { readonly by: Defined }) {
  const t = useText();
  return <span className="og-definition-line">{definitionWords(by, t)}</span>;
}
