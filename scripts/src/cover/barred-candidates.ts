import { CommandProblem } from "../command-problem.ts";
import type { Candidate } from "./read-places.ts";

interface LockedOnes {
  readonly path: string;
  readonly locked: readonly number[];
  readonly candidates: readonly Candidate[];
}

/** Off the network nobody can be served: not to be chosen, and refused where a station has to stand. */
export function forbiddenOf(
  forbidden: readonly number[],
  stranded: ReadonlyMap<number, unknown>,
  { path, locked, candidates }: LockedOnes,
): number[] {
  const afar = locked.find((candidate) => stranded.has(candidate));
  if (afar === undefined) return [...new Set([...forbidden, ...stranded.keys()])];
  throw new CommandProblem([
    {
      code: "coverage.locked-off-network",
      object: `${path} ${candidates[afar]?.id}`,
      place: candidates[afar]?.position.map((degrees) => degrees.toFixed(6)).join(", ") ?? "",
      reason: [
        "必建的候选点附近没有道路，谁也走不到。",
        "A candidate that must be built is near no way: nobody could walk there.",
      ],
      advice: ["请更正位置，或不再必建。", "Correct its place, or do not require it."],
    },
  ]);
}
