import type { Ground, Spot } from "./ground.ts";
import { itemAt } from "./random.ts";

/** Which lattice coordinate stays the same along a line: `u` runs north, `v` runs east. */
export type Fixed = "u" | "v";

/** A lattice line drawn on the ground: corners by rising parameter, straight between them. */
export interface ParamLine {
  readonly fixed: Fixed;
  readonly at: number;
  readonly params: readonly number[];
  readonly spots: readonly Spot[];
}

export function drawLine(
  ground: Ground,
  fixed: Fixed,
  at: number,
  params: readonly number[],
): ParamLine {
  const sorted = [...new Set(params)].toSorted((a, b) => a - b);
  const spots = sorted.map((param) =>
    fixed === "u" ? ground.at(at, param) : ground.at(param, at),
  );
  return { fixed, at, params: sorted, spots };
}

/** The spot at a parameter, on the chord between two corners; a corner itself for its parameter. */
export function spotAt(line: ParamLine, param: number): Spot {
  const { params, spots } = line;
  let after = params.findIndex((each) => each >= param);
  if (after === -1) after = params.length - 1;
  const end = itemAt(spots, after);
  if (after === 0 || params[after] === param) return end;
  const start = itemAt(spots, after - 1);
  const low = itemAt(params, after - 1);
  const share = (param - low) / (itemAt(params, after) - low);
  return [start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share];
}

/** The corners from one parameter to the other, both ends included, in that direction. */
export function spotsBetween(line: ParamLine, from: number, to: number): Spot[] {
  const [low, high] = from < to ? [from, to] : [to, from];
  const inner = line.spots.filter((_, k) => {
    const param = itemAt(line.params, k);
    return param > low && param < high;
  });
  const run = [spotAt(line, low), ...inner, spotAt(line, high)];
  return from < to ? run : run.toReversed();
}
