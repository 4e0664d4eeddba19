import type { Milestone } from "../rules/limits.ts";
import type { LimitRule } from "../rules/rule-book.ts";
import { LIMIT_COLUMNS, NEW_STAGE, STAGE_COLUMNS } from "./limit-columns.ts";
import { readColumns, type GivenRow, type ReadRule } from "./plan-rows.ts";
import type { CellFault, Language } from "./rule-cells.ts";

const MOST_STAGES = 8;
const SHARED = [...LIMIT_COLUMNS.map(({ key }) => key), "endsOn"];

/** A limit from its rows, one for each stage (阶段) in their order; what they share stands in the first. */
export function readLimit(
  rows: readonly GivenRow[],
  before: LimitRule,
  { isNew, language }: { readonly isNew: boolean; readonly language: Language },
): ReadRule<LimitRule> {
  const [first] = rows;
  if (!first) throw new Error("a limit without a row");
  const said = readColumns(first, before, { columns: LIMIT_COLUMNS, language });
  const hasStages = isNew || STAGE_COLUMNS.some(({ key }) => first.cells[key] !== undefined);
  if (!hasStages) return said;
  const stages = rows.map((row, at) =>
    readColumns(row, stageBefore(before.milestones, row, at), { columns: STAGE_COLUMNS, language }),
  );
  const milestones = stages.map(({ rule }) => rule);
  const gone = before.milestones.length - rows.length;
  return {
    rule: { ...said.rule, milestones },
    cells: [
      ...said.cells,
      ...stages.flatMap(({ cells }) => cells),
      ...(gone > 0 ? [countCell(before.milestones.length, rows.length)] : []),
    ],
    faults: [
      ...said.faults,
      ...stages.flatMap(({ faults }) => faults),
      ...stageFaults(milestones),
      ...rows.slice(1).flatMap((row) => differences(first, row)),
    ],
  };
}

const countCell = (before: number, after: number) => ({
  column: "milestone",
  before: `${before}`,
  after: `${after}`,
});

/** The stage of that code, else the one in that place: a row names only what it changes. */
const stageBefore = (stages: readonly Milestone[], { cells }: GivenRow, at: number): Milestone =>
  stages.find(({ milestone }) => milestone === cells["milestone"]) ??
  (cells["milestone"] === undefined ? stages[at] : undefined) ??
  NEW_STAGE;

function stageFaults(stages: readonly Milestone[]): CellFault[] {
  const codes = stages.map(({ milestone }) => milestone);
  const twice = codes.filter((code, at) => codes.indexOf(code) !== at);
  return [
    ...twice.map((value) => ({ column: "milestone", fault: "twice", value }) as const),
    ...(codes.length > MOST_STAGES
      ? [{ column: "milestone", fault: "too-long", value: `${codes.length}` } as const]
      : []),
  ];
}

/** Another stage of a limit says of the limit what its first row says, or nothing. */
const differences = (first: GivenRow, row: GivenRow): CellFault[] =>
  SHARED.flatMap((column) => {
    const value = row.cells[column] ?? "";
    return value === "" || value === first.cells[column]
      ? []
      : [{ column, fault: "differs", value: value.slice(0, 40) }];
  });
