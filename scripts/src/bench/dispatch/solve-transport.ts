import type { HighsLike } from "@onegrid/core/coverage/siting";

/** Cases to people who may each take some, the second one dearer than the first. */
export interface TransportModel {
  /** By case: what leaving it out weighs. */
  readonly weights: readonly number[];
  /** By case: seconds for each person who may take it. */
  readonly costs: readonly ReadonlyMap<string, number>[];
  readonly rooms: ReadonlyMap<string, number>;
  readonly laterSeconds: number;
}

export interface TransportAnswer {
  readonly leftWeight: number;
  readonly seconds: number;
}

/** Above the seconds of any plan of some hundred cases. */
const LEFT_SECONDS = 1e7;

/**
 * The plan as a linear programme: its corners are whole, so no branching is needed. Columns: each case
 * with each person, then the places of each person, then leaving each case out.
 */
export function solveTransport(highs: HighsLike, model: TransportModel): TransportAnswer {
  const { weights, costs, rooms, laterSeconds } = model;
  const people = [...rooms.keys()];
  const rows: [column: number, value: number][][] = Array.from(
    { length: costs.length + people.length },
    () => [],
  );
  const prices: number[] = [];
  const add = (
    price: number,
    entries: readonly (readonly [row: number, value: number])[],
  ): void => {
    for (const [row, value] of entries) rows[row]?.push([prices.length, value]);
    prices.push(price);
  };
  costs.forEach((byPerson, at) => {
    people.forEach((id, person) => {
      const cost = byPerson.get(id);
      if (cost !== undefined)
        add(cost, [
          [at, 1],
          [costs.length + person, 1],
        ]);
    });
  });
  people.forEach((id, person) => {
    for (let place = 0; place < (rooms.get(id) ?? 0); place++) {
      add(place * laterSeconds, [[costs.length + person, -1]]);
    }
  });
  const firstLeft = prices.length;
  weights.forEach((weight, at) => add(LEFT_SECONDS * weight, [[at, 1]]));
  const values = solve(highs, { rows, prices, cases: costs.length });
  const paid = prices.map((price, at) => price * Math.round(values[at] ?? 0));
  return {
    seconds: sum(paid.slice(0, firstLeft)),
    leftWeight: sum(paid.slice(firstLeft)) / LEFT_SECONDS,
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, each) => total + each, 0);

interface Programme {
  readonly rows: readonly (readonly [column: number, value: number])[][];
  readonly prices: readonly number[];
  /** The first rows: each case is placed or left out. The others: nobody takes more than their places. */
  readonly cases: number;
}

function solve(highs: HighsLike, { rows, prices, cases }: Programme): Float64Array {
  const entries = rows.flat();
  const starts = [0];
  for (const row of rows) starts.push((starts.at(-1) ?? 0) + row.length);
  const native = highs.createModel({
    numCols: prices.length,
    numRows: rows.length,
    sense: highs.constants.objectiveSense.maximize,
    offset: 0,
    colCost: Float64Array.from(prices, (price) => -price),
    colLower: new Float64Array(prices.length),
    colUpper: new Float64Array(prices.length).fill(1),
    rowLower: Float64Array.from(rows, (_, at) => (at < cases ? 1 : -1e30)),
    rowUpper: Float64Array.from(rows, (_, at) => (at < cases ? 1 : 0)),
    matrix: {
      format: "csr",
      numRows: rows.length,
      numCols: prices.length,
      starts: Int32Array.from(starts),
      indices: Int32Array.from(entries, ([column]) => column),
      values: Float64Array.from(entries, ([, value]) => value),
    },
    integrality: new Int32Array(prices.length),
  });
  try {
    native.options.set({ output_flag: false });
    native.run();
    if (native.getModelStatus() !== highs.constants.modelStatus.optimal) {
      throw new Error("HiGHS did not solve the programme");
    }
    return native.getSolution().colValue;
  } finally {
    native.dispose();
  }
}
