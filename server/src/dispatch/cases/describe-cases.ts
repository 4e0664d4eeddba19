import type { Case } from "@onegrid/core/dispatch";
import type { CaseCard } from "@onegrid/core/dispatch/contract";
import type { Db } from "@onegrid/db";
import { findNames } from "@onegrid/db/dispatch";
import { rulesOf } from "../rules/rules-in-force.ts";
import { cardOf } from "./case-card.ts";

/** A case and the number people call it by. */
export interface NumberedCase {
  readonly case: Case;
  readonly number: string;
}

/** The cards of cases, with the names of those who are to act: one look-up for all of them. */
export async function describeCases(db: Db, cases: readonly NumberedCase[]): Promise<CaseCard[]> {
  const ids = (key: "memberId" | "unitId"): string[] => [
    ...new Set(cases.flatMap(({ case: folded }) => folded.assignee?.[key] ?? [])),
  ];
  const called = cases.flatMap(({ case: { cooperations } }) =>
    cooperations.map(({ calledUnitId }) => calledUnitId),
  );
  const units = [...new Set([...ids("unitId"), ...called])];
  const names = await findNames(db, ids("memberId"), units);
  const { bookFor } = await rulesOf(db);
  return cases.map((numbered) => cardOf(numbered, names, bookFor(numbered.case)));
}

export async function describeCase(db: Db, numbered: NumberedCase): Promise<CaseCard> {
  const [card] = await describeCases(db, [numbered]);
  if (!card) throw new Error(`no card for the case ${numbered.case.id}`);
  return card;
}
