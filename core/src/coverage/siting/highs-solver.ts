import type { MipAnswer, MipModel, SolveMip } from "./exact-core.ts";

/** What we use of the package `highs`, so that whoever loads it may hand it in. */
export interface HighsLike<Sense = unknown> {
  readonly constants: {
    readonly modelStatus: { readonly optimal: number; readonly infeasible: number };
    readonly objectiveSense: { readonly maximize: Sense };
  };
  createModel(model: HighsModelData<Sense>): HighsModelLike;
}

interface HighsModelData<Sense> {
  readonly numCols: number;
  readonly numRows: number;
  readonly sense: Sense;
  readonly offset: number;
  readonly colCost: Float64Array;
  readonly colLower: Float64Array;
  readonly colUpper: Float64Array;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  readonly matrix: {
    readonly format: "csr";
    readonly numRows: number;
    readonly numCols: number;
    readonly starts: Int32Array;
    readonly indices: Int32Array;
    readonly values: Float64Array;
  };
  readonly integrality: Int32Array;
}

interface HighsModelLike {
  readonly options: { set(values: Readonly<Record<string, boolean | number | string>>): unknown };
  readonly info: { get(name: string): number | bigint };
  run(): unknown;
  getModelStatus(): number;
  getSolution(): { readonly colValue: Float64Array };
  setSolution(solution: { readonly colValue: Float64Array }): unknown;
  dispose(): void;
}

/** Households are whole: a bound less than one above the best plan proves it. */
const LESS_THAN_ONE = 0.99;
const FEASIBLE = 2;

/** HiGHS as WebAssembly. Its models are not garbage-collected, so each is disposed of. */
export function highsSolver<Sense>(
  highs: HighsLike<Sense>,
  options: { readonly secondsLeft?: () => number } = {},
): SolveMip {
  return (model, order) => {
    const native = highs.createModel(toHighs(highs, model));
    try {
      native.options.set({
        output_flag: false,
        mip_abs_gap: LESS_THAN_ONE,
        mip_rel_gap: 0,
        mip_max_nodes: order.maxNodes,
        random_seed: order.seed,
        ...(options.secondsLeft && { time_limit: Math.max(0.01, options.secondsLeft()) }),
      });
      if (order.start !== null) native.setSolution({ colValue: order.start });
      native.run();
      return readAnswer(highs, native);
    } finally {
      native.dispose();
    }
  };
}

function toHighs<Sense>({ constants }: HighsLike<Sense>, model: MipModel): HighsModelData<Sense> {
  const numCols = model.objective.length;
  const numRows = model.rowLower.length;
  return {
    numCols,
    numRows,
    sense: constants.objectiveSense.maximize,
    offset: model.offset,
    colCost: model.objective,
    colLower: model.lower,
    colUpper: model.upper,
    rowLower: model.rowLower,
    rowUpper: model.rowUpper,
    matrix: {
      format: "csr",
      numRows,
      numCols,
      starts: model.first,
      indices: model.columns,
      values: model.values,
    },
    integrality: Int32Array.from(model.isInteger),
  };
}

function readAnswer<Sense>({ constants }: HighsLike<Sense>, native: HighsModelLike): MipAnswer {
  const status = native.getModelStatus();
  if (status === constants.modelStatus.infeasible) {
    return { outcome: "infeasible", values: null, bound: -Infinity };
  }
  const hasPoint = Number(native.info.get("primal_solution_status")) === FEASIBLE;
  return {
    outcome: status === constants.modelStatus.optimal ? "optimal" : "stopped",
    values: hasPoint ? native.getSolution().colValue : null,
    bound: Number(native.info.get("mip_dual_bound")),
  };
}
