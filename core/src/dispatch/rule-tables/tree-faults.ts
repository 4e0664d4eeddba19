import { isInForce, type Category } from "../rules/categories.ts";
import type { RuleBook } from "../rules/rule-book.ts";
import type { PlannedRow } from "./plan-rows.ts";
import type { CellFault } from "./rule-cells.ts";

/**
 * What a class would do to the tree of classes, and any rule to the book as a whole. The tree lies in the ids, so it
 * has no circles; but a class could be the stem of another, which limits for it would reach too.
 */
export function treeFaults({ changes }: PlannedRow, { categories }: RuleBook): CellFault[] {
  return changes.flatMap((change): CellFault[] => {
    if (change.kind === "calendar" || change.rule === null) return [];
    const { isLocal, source } = change.rule;
    const unsourced: CellFault[] =
      isLocal && source.trim() === "" ? [{ column: "source", fault: "no-source", value: "" }] : [];
    if (change.kind === "limit") return unsourced;
    const others = categories.filter(
      (each) => each.id !== change.id && isInForce(each, change.validFrom),
    );
    return [...unsourced, ...amongOthers({ ...change.rule, id: change.id }, others)];
  });
}

type Named = Pick<Category, "id" | "scheme" | "code" | "majorCode" | "major" | "kind">;

function amongOthers(own: Named, others: readonly Category[]): CellFault[] {
  const sameCode = others.find(({ scheme, code }) => scheme === own.scheme && code === own.code);
  const sameMajor = others.filter(
    ({ scheme, kind, majorCode }) =>
      scheme === own.scheme && kind === own.kind && majorCode === own.majorCode,
  );
  const otherName = sameMajor.find(
    ({ major }) => major.zh !== own.major.zh || major.en !== own.major.en,
  );
  const part = others.find(({ id }) => id.startsWith(`${own.id}-`) || own.id.startsWith(`${id}-`));
  return [
    ...(sameCode ? [{ column: "code", fault: "code-taken", value: sameCode.id } as const] : []),
    ...(otherName
      ? [{ column: "majorZh", fault: "two-names", value: otherName.major.zh } as const]
      : []),
    ...(part ? [{ column: "id", fault: "has-parts", value: part.id } as const] : []),
  ];
}
