import {
  gripBorder,
  landOf,
  layWire,
  classCost,
  nearestNode,
  netOfGrids,
  nodePoint,
  pairUnderStroke,
  pullBorder,
  traceBorder,
  walkOf,
  wireTo,
  type Division,
  type PlanePoint,
} from "@onegrid/core/division";
import { row, type Bench, type Row, type Steps } from "./editing-rows.ts";
import { randomOf } from "./made-city.ts";

/** Steps of the border tools between a move of the pointer and the next frame, ghosts included. */
export function measureBorders(steps: Steps, bench: Bench, label: string): Row[] {
  const land = landOf(bench.base.ground);
  const places = placesOn(bench);
  return [
    ...measurePulls(steps, bench, label),
    row(`${label}: draw a border, 40 points, with numbers`, 100, () => {
      const { division, at, gridId } = places();
      const stroke = Array.from({ length: 40 }, (_, step): PlanePoint => [
        at[0] + 300 * step,
        at[1] + 40 * step,
      ]);
      const pair = pairUnderStroke(
        division,
        land,
        stroke,
        stroke.map(() => gridId),
      );
      const traced = pair && traceBorder(division, land, stroke, pair);
      if (traced) steps.ghostStep(bench, { edit: "redraw-border", ...traced });
    }),
    row(`${label}: anchor of the live wire`, 100, () => {
      const { division, at, gridId } = places();
      const net = netOfGrids(land, division, new Set([gridId]));
      layWire(net, nearestNode(net, at), classCost(land));
    }),
    row(`${label}: move of the live wire, with numbers`, 100, wiring(steps, bench)),
    row(`${label}: split by a drawn line, with numbers`, 100, () => {
      const { at, gridId } = places();
      const line: PlanePoint[] = [at, [at[0] + 5000, at[1] + 5000]];
      steps.ghostStep(bench, { edit: "split-by-line", gridId, line });
    }),
  ];
}

function measurePulls(steps: Steps, bench: Bench, label: string): Row[] {
  const land = landOf(bench.base.ground);
  const places = placesOn(bench);
  return [
    row(`${label}: a border under the pointer`, 100, () => {
      const { division, at, unit } = places();
      gripBorder(division, land, [unit], { at, reach: 2500 });
    }),
    row(`${label}: pull a border, with numbers`, 100, () => {
      const { division, at, unit, gridId } = places();
      const grip = gripBorder(division, land, [unit], { at, reach: 6000 });
      const move = grip && pullBorder(division, land, grip, { to: at, giver: gridId });
      if (move) steps.ghostStep(bench, { edit: "move-border", ...move });
    }),
  ];
}

interface Spot {
  readonly division: Division;
  readonly unit: number;
  readonly gridId: string;
  readonly at: PlanePoint;
}

/** The label of any unit of a grid. */
function placesOn(bench: Bench): () => Spot {
  const random = randomOf(23);
  const { graph } = bench.base.ground;
  return () => {
    const unit = Math.floor(random() * graph.count);
    const at: PlanePoint = [graph.label[2 * unit] ?? 0, graph.label[2 * unit + 1] ?? 0];
    return { division: bench.division, unit, gridId: bench.division.gridOf[unit] ?? "", at };
  };
}

/** The search is done by the anchor: each move reads the way back and foresees the split. */
function wiring(steps: Steps, bench: Bench): (time: number) => void {
  const land = landOf(bench.base.ground);
  const { division } = bench;
  const gridId = division.gridOf[0] ?? "";
  const net = netOfGrids(land, division, new Set([gridId]));
  const nodes = [...net.leaving.keys()];
  const wire = layWire(net, nodes[0] ?? 0, classCost(land));
  return (time) => {
    const at = nodePoint(land, nodes[time % nodes.length] ?? 0);
    const walk = wireTo(wire, nearestNode(net, at)) ?? [];
    if (walk.length > 0)
      steps.ghostStep(bench, { edit: "split-by-route", gridId, path: walkOf(land, walk) });
  };
}
