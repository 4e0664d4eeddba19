import { buildUnitGraph, divideUnits, type PresetName } from "@onegrid/core/division";
import { boxPolygon } from "@onegrid/core/geometry";
import { buildFromUnits, type BarrierLine, type ReadyUnit } from "@onegrid/core/topology";

export interface Order {
  readonly seed: string;
  readonly preset: PresetName;
}

export interface Solved {
  readonly gridOf: readonly number[];
  /** Every bit of the cost and of the fair shares, as hexadecimal. */
  readonly bits: string;
}

const COLUMNS = 16;
const ROWS = 14;
const STEP = 0.0005;

/** A town of 224 lots, some in compounds, between streets: divided from its polygons on. */
export function solve({ seed, preset }: Order): Solved {
  const built = buildFromUnits(lots(seed), streets());
  if (!built.ok) throw new Error(built.error.code);
  const graph = buildUnitGraph(built.value.map);
  const steps = divideUnits(graph, [...graph.households.keys()], {
    target: 300,
    preset,
    seed,
    effort: 2,
  });
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  const { gridOf, cost, share } = step.value;
  const bytes = new Uint8Array(Float64Array.of(cost, ...share).buffer);
  const bits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return { gridOf: [...gridOf], bits };
}

function lots(seed: string): ReadyUnit[] {
  let state = Number(seed);
  return Array.from({ length: COLUMNS * ROWS }, (_, lot) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const [column, row] = [lot % COLUMNS, Math.floor(lot / COLUMNS)];
    const [west, south] = [120 + STEP * column, 30 + STEP * row];
    return {
      id: `u${String(lot).padStart(3, "0")}`,
      geometry: boxPolygon([west, south, west + STEP, south + STEP]),
      households: (state >>> 16) % 60,
      ...(column % 8 < 3 && row % 7 < 3
        ? { compound: `p${Math.floor(column / 8)}-${Math.floor(row / 7)}` }
        : {}),
    };
  });
}

function streets(): BarrierLine[] {
  const [west, east, south, north] = [120, 120 + STEP * COLUMNS, 30, 30 + STEP * ROWS];
  return [4, 8, 12].map((column) => ({
    barrier: column === 8 ? 1 : 2,
    geometry: {
      type: "LineString",
      coordinates: [
        [west + STEP * column, south],
        [Math.min(east, west + STEP * column), north],
      ],
    },
  }));
}

// In a worker there is no window, in Node no `self` that takes messages.
if (typeof window === "undefined" && typeof self !== "undefined" && "importScripts" in self) {
  self.addEventListener("message", ({ data }: MessageEvent<Order>) =>
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin
    self.postMessage(solve(data)),
  );
}
