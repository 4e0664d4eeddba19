import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { UnitGraph } from "@onegrid/core/division";

export type MetisMethod = "kway" | "rb";

const OPTIONS: Readonly<Record<MetisMethod, readonly string[]>> = {
  kway: ["-contig", "-ufactor=50", "-ncuts=5"],
  rb: ["-ptype=rb", "-ufactor=50", "-ncuts=5"],
};

/** Whether the peer is there: Debian package `metis`. */
export function hasMetis(): boolean {
  try {
    execFileSync("gpmetis", ["-help"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** What a metre of border weighs by its class, hard to plot: cuts along barriers are cheap. */
const CLASS_WEIGHTS = [0.1, 0.1, 0.25, 0.45, 0.45, 1] as const;

/** Grid 0 … count − 1 of every unit by METIS; edges weigh the shared metres by their class. */
export function divideByMetis(graph: UnitGraph, count: number, method: MetisMethod): Int32Array {
  if (count < 2) return new Int32Array(graph.count);
  const folder = mkdtempSync(join(tmpdir(), "onegrid-metis-"));
  try {
    const file = join(folder, "graph");
    writeFileSync(file, asMetisGraph(graph));
    execFileSync("gpmetis", [...OPTIONS[method], file, String(count)], { stdio: "ignore" });
    const parts = readFileSync(`${file}.part.${count}`, "utf8").trim().split("\n");
    return Int32Array.from(parts, Number);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function asMetisGraph(graph: UnitGraph): string {
  let edges = 0;
  const lines = Array.from({ length: graph.count }, (_, unit) => {
    const words = [String(graph.households[unit] ?? 0)];
    for (let e = graph.first[unit] ?? 0; e < (graph.first[unit + 1] ?? 0); e++) {
      if (graph.contact[e] !== 1) continue;
      words.push(String((graph.to[e] ?? 0) + 1), String(weightOf(graph, e)));
      edges++;
    }
    return words.join(" ");
  });
  return `${graph.count} ${edges / 2} 011\n${lines.join("\n")}\n`;
}

function weightOf({ byClass }: UnitGraph, entry: number): number {
  const metres = CLASS_WEIGHTS.map(
    (weight, barrier) => (weight * (byClass[CLASS_WEIGHTS.length * entry + barrier] ?? 0)) / 100,
  );
  return Math.max(1, Math.round(metres.reduce((sum, length) => sum + length, 0)));
}
