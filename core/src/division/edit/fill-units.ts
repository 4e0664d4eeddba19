import { fail, ok, type Result } from "../../result.ts";
import { uint, type BarrierClass } from "../../topology/index.ts";
import type { Division, DivisionError } from "../model/model.ts";
import { paintable, type PaintMask } from "./paint-mask.ts";
import { BARRIER_CLASSES, CONTACT_CENTIMETRES, type UnitGraph } from "../model/unit-graph.ts";
import { groupUnits, type UnitLevel } from "../model/unit-levels.ts";
import { lockedPairs, pairKey } from "../model/unit-pairs.ts";

export interface FillRules {
  /** What is taken at once. */
  readonly level: UnitLevel;
  /** The weakest class of border (界线等级) that stops the fill; all stronger ones stop it too. */
  readonly stopAt: BarrierClass;
  readonly mask?: PaintMask | undefined;
}

/**
 * Units that a fill (填充) from a unit reaches: over borders weaker than `stopAt`, never into locked
 * ground, over a locked border or outside the mask. The pressed unit is always among them. Ascending.
 * Refused (`division.fill-unbounded`) when nothing stops it before it has every household.
 */
export function fillUnits(
  division: Division,
  start: number,
  { level, stopAt, mask }: FillRules,
): Result<readonly number[], DivisionError> {
  const { ground } = division;
  const mayEnter = paintable(division, mask);
  const { groups, groupOf } = groupUnits(ground, level);
  const locked = lockedPairs(division);
  const reached = new Uint8Array(ground.graph.count);
  const queue: number[] = [];
  const enter = (unit: number): void => {
    for (const member of groups[groupOf[unit] ?? -1]?.units ?? [])
      if (reached[member] === 0 && (member === start || mayEnter(member))) {
        reached[member] = 1;
        queue.push(member);
      }
  };
  enter(start);
  for (const unit of queue)
    for (const other of neighboursBehind(ground.graph, unit, stopAt))
      if (reached[other] === 0 && mayEnter(other) && !locked.has(pairKey(unit, other)))
        enter(other);
  return takesAll(division, reached)
    ? fail({ code: "division.fill-unbounded", units: queue.length })
    : ok(queue.toSorted((a, b) => a - b));
}

/** Neighbours across at least one metre of border weaker than a class. */
function* neighboursBehind(
  graph: UnitGraph,
  unit: number,
  stopAt: BarrierClass,
): Generator<number> {
  for (let e = uint(graph.first, unit); e < uint(graph.first, unit + 1); e++) {
    let open = 0;
    for (let barrier = stopAt + 1; barrier < BARRIER_CLASSES; barrier++)
      open += uint(graph.byClass, BARRIER_CLASSES * e + barrier);
    if (open >= CONTACT_CENTIMETRES) yield uint(graph.to, e);
  }
}

function takesAll({ ground: { graph } }: Division, reached: Uint8Array): boolean {
  let anybody = false;
  for (let unit = 0; unit < graph.count; unit++) {
    if ((graph.households[unit] ?? 0) === 0) continue;
    if (reached[unit] === 0) return false;
    anybody = true;
  }
  return anybody;
}
