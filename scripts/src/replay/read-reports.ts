import type { Bbox } from "@onegrid/core/geometry";
import {
  createRecordChecker,
  TARGETS,
  type ImportPlan,
  type IncidentRecord,
  type IngestCode,
} from "@onegrid/core/ingest";
import { readRows } from "@onegrid/server/ingest";
import { CommandProblem } from "../command-problem.ts";
import { planFiles, refusedFile, type PlanArgs } from "../ingest/plan-files.ts";

/** A row that is a report, whatever is wrong with its place. */
export interface ReadReport {
  readonly row: number;
  readonly record: IncidentRecord;
  /** What was wrong and did not keep it out. */
  readonly notes: readonly IngestCode[];
}

/** A row that is no report. */
interface RefusedRow {
  readonly row: number;
  readonly code: IngestCode;
  /** The field at fault and its value, shortened. */
  readonly detail: string;
}

export interface ReadReports {
  readonly rows: number;
  readonly reports: readonly ReadReport[];
  readonly refused: readonly RefusedRow[];
  readonly plans: readonly ImportPlan[];
  readonly personalColumns: readonly string[];
}

/**
 * Reads every row of a file of incidents, by the same proposal and the same checks as an import. Rows
 * that cannot be read are listed with number and reason; `district`: where the places should be.
 */
export async function readReports(
  path: string,
  args: PlanArgs,
  district: Bbox,
): Promise<ReadReports> {
  const { files } = await planFiles([path], { ...args, layer: "incidents" });
  const plans = files.flatMap((file) => file.plans).map((plan) => ({ ...plan, district }));
  const read = { rows: 0, reports: [] as ReadReport[], refused: [] as RefusedRow[] };
  const personal = new Set<string>();
  for (const plan of plans) {
    refuseIncomplete(path, plan);
    const checker = createRecordChecker(plan);
    if (!checker.ok) throw new CommandProblem([refusedFile(path, checker.error)]);
    const source = await readRows(path, plan.sourceLayer, { encoding: plan.encoding });
    if (!source.ok) throw new CommandProblem([refusedFile(path, source.error)]);
    for (const feature of source.value.rows) {
      read.rows += 1;
      const { line, feature: number } = feature.place;
      // Several tables in one file: their rows are counted through.
      const row = (plans.length === 1 ? (line ?? number) : null) ?? read.rows;
      const taken = takeRow(row, checker.value.take([feature]));
      if ("record" in taken) read.reports.push(taken);
      else read.refused.push(taken);
    }
    checker.value.personalColumns().forEach((column) => personal.add(column));
  }
  return { ...read, plans, personalColumns: [...personal] };
}

type Checked = ReturnType<
  Extract<ReturnType<typeof createRecordChecker>, { ok: true }>["value"]["take"]
>;

function takeRow(row: number, { records, rejects }: Checked): ReadReport | RefusedRow {
  const record = records.find((each) => each.layer === "incidents");
  if (record) return { row, record, notes: rejects.map(({ refusal }) => refusal.code) };
  const [first] = rejects.filter(({ severity }) => severity === "refused");
  // A row is either taken or says why not.
  if (!first) throw new Error(`row ${row} is neither a report nor refused`);
  const { refusal, field, value } = first;
  return { row, code: refusal.code, detail: [field, value].filter(Boolean).join(": ") };
}

function refuseIncomplete(path: string, { layer, mapping, defaults }: ImportPlan): void {
  const targets = TARGETS.incidents
    .filter(({ name, isRequired }) => isRequired && !(mapping[name] ?? defaults[name]))
    .map(({ name }) => name)
    .join(", ");
  if (targets === "") return;
  throw new CommandProblem([refusedFile(path, { code: "ingest.target-missing", layer, targets })]);
}
