import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { MipModel } from "@onegrid/core/coverage/siting";

export interface CbcRun {
  readonly objective: number;
  readonly isOptimal: boolean;
  /** Of the wall clock, and of the processor alone: they differ on a busy machine. */
  readonly seconds: number;
  readonly cpuSeconds: number;
}

/** Whether COIN-OR's CBC is installed (Debian `coinor-cbc`). */
export const hasCbc = (): boolean => spawnSync("cbc", ["-quit"]).error === undefined;

/** Solves a model with CBC, by a file in LP format, to the last whole household. */
export function solveByCbc(model: MipModel, seconds: number): CbcRun {
  const folder = mkdtempSync(join(tmpdir(), "onegrid-cbc-"));
  try {
    const file = join(folder, "model.lp");
    writeFileSync(file, asLp(model));
    const limits = ["sec", String(seconds), "ratio", "0", "allow", "0.99"];
    const { stdout } = spawnSync("cbc", [file, ...limits, "solve"], { encoding: "utf8" });
    const read = (pattern: RegExp) => Number(pattern.exec(stdout)?.[1] ?? Number.NaN);
    return {
      objective: Math.round(read(/Objective value:\s+(-?[\d.]+)/) + model.offset),
      isOptimal: stdout.includes("Result - Optimal solution found"),
      seconds: read(/Wallclock seconds\):\s+([\d.]+)/),
      cpuSeconds: read(/Total time \(CPU seconds\):\s+([\d.]+)/),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const term = (value: number, column: number): string =>
  ` ${value < 0 ? "-" : "+"} ${Math.abs(value)} x${column}`;

/** LP format wants lines of less than 560 characters: a term to a line. */
function asLp(model: MipModel): string {
  const objective = [...model.objective].map(term);
  const rows = [...model.rowLower.keys()].flatMap((row) => rowAsLp(model, row));
  const bounds = [...model.lower].map((lower, i) => `${lower} <= x${i} <= ${model.upper[i] ?? 1}`);
  const whole = [...model.isInteger].flatMap((isInteger, i) => (isInteger === 1 ? [`x${i}`] : []));
  return [
    "Maximize",
    "obj:",
    ...objective,
    "Subject To",
    ...rows,
    "Bounds",
    ...bounds,
    "Binaries",
    ...whole,
    "End",
    "",
  ].join("\n");
}

function rowAsLp({ first, values, columns, rowLower, rowUpper }: MipModel, row: number): string[] {
  const from = first[row] ?? 0;
  const terms = [...values.subarray(from, first[row + 1])];
  const upper = rowUpper[row] ?? Infinity;
  const limit = Number.isFinite(upper) ? `<= ${upper}` : `>= ${rowLower[row] ?? 0}`;
  return [`r${row}:`, ...terms.map((value, i) => term(value, columns[from + i] ?? 0)), limit];
}
