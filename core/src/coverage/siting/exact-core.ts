import { rowOf } from "./incidence.ts";
import type { SitingInstance } from "./instance.ts";
import { PlanState } from "./plan-state.ts";

/** A mixed-integer programme to maximise, as sparse rows. */
export interface MipModel {
  /** Added to the objective. */
  readonly offset: number;
  readonly objective: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly isInteger: Uint8Array;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  readonly first: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float64Array;
}

interface MipOrder {
  /** A feasible point to begin with. */
  readonly start: Float64Array | null;
  /** Nodes of the search tree after which it stops: the same on every machine, which seconds are not. */
  readonly maxNodes: number;
  readonly seed: number;
}

export interface MipAnswer {
  readonly outcome: "optimal" | "infeasible" | "stopped";
  /** Values of the columns; `null` when no feasible point was found. */
  readonly values: Float64Array | null;
  /** No feasible point is better than this. */
  readonly bound: number;
}

/** An exact solver, given from outside: this package loads no solver of its own. */
export type SolveMip = (model: MipModel, order: MipOrder) => MipAnswer;

/**
 * What is left of a siting question as a programme: y = site chosen (0 or 1), z = class covered, at
 * most the sum of its sites. z needs no integrality: with whole y its best value is whole.
 */
export function modelOf(instance: SitingInstance): MipModel {
  const { own, cost, weight, isMust, sitesOfClass, base, room } = instance;
  const sites = own.length;
  const classes = weight.length;
  const rows = classes + 1;
  const first = new Int32Array(rows + 1);
  const columns = new Int32Array(sitesOfClass.items.length + classes + sites);
  const values = new Float64Array(columns.length);
  let length = 0;
  const put = (column: number, value: number) => {
    columns[length] = column;
    values[length++] = value;
  };
  for (let row = 0; row < classes; row++) {
    const end = sitesOfClass.first[row + 1] ?? 0;
    for (let at = sitesOfClass.first[row] ?? 0; at < end; at++) put(sitesOfClass.items[at] ?? 0, 1);
    put(sites + row, -1);
    first[row + 1] = length;
  }
  for (let site = 0; site < sites; site++) put(site, cost[site] ?? 0);
  first[rows] = length;
  const rowUpper = new Float64Array(rows).fill(Infinity);
  rowUpper[classes] = room;
  const rowLower = new Float64Array(rows);
  rowLower[classes] = -Infinity;
  return {
    offset: base,
    objective: Float64Array.from([...own, ...weight]),
    lower: Float64Array.from([...new Uint8Array(sites), ...isMust]),
    upper: new Float64Array(sites + classes).fill(1),
    isInteger: Uint8Array.from([...new Uint8Array(sites).fill(1), ...new Uint8Array(classes)]),
    rowLower,
    rowUpper,
    first,
    columns,
    values,
  };
}

/** A plan as a point of its programme; `null` where the plan does not hold. */
export function pointOf(state: PlanState): Float64Array | null {
  const { instance, isChosen } = state;
  if (!state.isFeasible) return null;
  const { sitesOfClass, weight } = instance;
  const covered = weight.map((_, row) =>
    rowOf(sitesOfClass, row).some((site) => isChosen[site] === 1) ? 1 : 0,
  );
  return Float64Array.from([...isChosen, ...covered]);
}

/** The plan that a point of the programme stands for. */
export function planOfPoint(instance: SitingInstance, values: Float64Array): PlanState {
  const state = new PlanState(instance);
  for (let site = 0; site < instance.own.length; site++) {
    if ((values[site] ?? 0) > 0.5) state.add(site);
  }
  return state;
}
