import {
  edgeNodeNear,
  layWire,
  classCost,
  narrowNet,
  nearestNode,
  netOfGrids,
  nodePoint,
  wireTo,
  type BorderEdit,
  type GridId,
  type PlanePoint,
  type Wire,
  type WireNet,
} from "@onegrid/core/division";
import type { Position } from "@onegrid/core/geometry";
import { endNode, startNode, type SignedArc } from "@onegrid/core/topology";
import { cutGhost } from "./cut-ghost.ts";
import { borderGhost, landUnder, lineSketch, pathOf, walkPositions } from "./border-ghosts.ts";
import { sketchGhost, type Ghost } from "./ghost.ts";
import type { OpenPlan } from "../state/page-state.ts";
import { planeOf } from "../state/unit-index.ts";

/** A line in the making that splits a grid: along arcs, or straight from point to point. */
export type PenLine =
  | {
      readonly kind: "wire";
      readonly gridId: GridId;
      readonly net: WireNet;
      /** From anchor to anchor. */
      readonly legs: readonly (readonly SignedArc[])[];
      readonly wire: Wire;
    }
  | {
      readonly kind: "straight" | "cut";
      readonly gridId: GridId;
      readonly points: readonly PlanePoint[];
    };

type WireLine = Extract<PenLine, { readonly kind: "wire" }>;

/** A line that begins at the edge of a grid nearest to the pointer; `null`: nothing can part it. */
export function beginWire(open: OpenPlan, gridId: GridId, position: Position): PenLine | null {
  const { division } = open.session;
  const land = landUnder(open);
  const net = netOfGrids(land, division, new Set([gridId]));
  const at = planeOf(open.base, position);
  const node = edgeNodeNear(division, net, new Set([gridId]), { at, reach: Infinity });
  if (node < 0) return null;
  return { kind: "wire", gridId, net, legs: [], wire: layWire(net, node, classCost(land)) };
}

export const beginStraight = (
  open: OpenPlan,
  gridId: GridId,
  { kind, position }: { readonly kind: "straight" | "cut"; readonly position: Position },
): PenLine => ({
  kind,
  gridId,
  points: [planeOf(open.base, position)],
});

export interface PenStep {
  readonly ghost: Ghost;
  /** The line with an anchor here; the same where there is none to set. */
  readonly longer: PenLine;
  /** Ends at the edge: a click here divides. */
  readonly isWhole: boolean;
}

/** What the line is with the pointer here; `reach` in centimetres pulls it to the edge. */
export function penStep(
  open: OpenPlan,
  line: PenLine,
  { position, reach }: { readonly position: Position; readonly reach: number },
): PenStep {
  return line.kind === "wire"
    ? wireStep(open, line, planeOf(open.base, position), reach)
    : straightStep(open, line, planeOf(open.base, position));
}

function wireStep(open: OpenPlan, line: WireLine, at: PlanePoint, reach: number): PenStep {
  const { division } = open.session;
  const edge = edgeNodeNear(division, line.net, new Set([line.gridId]), { at, reach });
  const isOwn = edge === startOf(line);
  const node = edge < 0 || isOwn ? nearestNode(line.net, at) : edge;
  const leg = wireTo(line.wire, node);
  const walk = [...line.legs.flat(), ...(leg ?? [])];
  const isWhole = edge >= 0 && node === edge && walk.length > 0;
  const sketch = { line: walkPositions(open.base, walk), isClosed: false, marks: [] };
  const path = pathOf(open, walk);
  const edit: BorderEdit = { edit: "split-by-route", gridId: line.gridId, path };
  const ghost = isWhole ? borderGhost(open, edit, path) : sketchGhost(sketch);
  return { ghost: { ...ghost, sketch }, longer: anchored(line, leg, node), isWhole };
}

const startOf = ({ legs, wire, net }: WireLine): number => {
  const [first] = legs.flat();
  return first === undefined ? wire.source : startNode(net.land.map, first);
};

/** The next leg keeps off what the line has taken, so that it cannot cross itself. */
function anchored(line: WireLine, leg: readonly SignedArc[] | undefined, node: number): PenLine {
  if (leg === undefined || leg.length === 0) return line;
  const legs = [...line.legs, leg];
  const { map } = line.net.land;
  const taken = new Set(legs.flat().map((signed) => startNode(map, signed)));
  const net = narrowNet(line.net, (signed) => !taken.has(endNode(map, signed)));
  return { ...line, legs, wire: layWire(net, node, classCost(line.net.land)) };
}

function straightStep(open: OpenPlan, line: Exclude<PenLine, WireLine>, at: PlanePoint): PenStep {
  const points = [...line.points, at];
  const { gridId } = line;
  const edit: BorderEdit = { edit: "split-by-line", gridId, line: points };
  return {
    ghost: line.kind === "cut" ? cutGhost(open, gridId, points) : borderGhost(open, edit, points),
    longer: { ...line, points },
    isWhole: true,
  };
}

/** The line without its last anchor; `null`: nothing is left of it. */
export function withoutLast(line: PenLine): PenLine | null {
  if (line.kind !== "wire")
    return line.points.length < 2 ? null : { ...line, points: line.points.slice(0, -1) };
  const last = line.legs.at(-1);
  const [first] = last ?? [];
  if (first === undefined) return null;
  const source = startNode(line.net.land.map, first);
  const legs = line.legs.slice(0, -1);
  return { ...line, legs, wire: layWire(line.net, source, classCost(line.net.land)) };
}

/** Where the anchors are. */
export function anchorsOf(open: OpenPlan, line: PenLine): readonly Position[] {
  if (line.kind !== "wire") return lineSketch(open.base, line.points).line;
  const { land } = line.net;
  const nodes = line.legs.flatMap(([first]) =>
    first === undefined ? [] : startNode(land.map, first),
  );
  return lineSketch(
    open.base,
    [...nodes, line.wire.source].map((node) => nodePoint(land, node)),
  ).line;
}
