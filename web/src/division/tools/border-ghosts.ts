import {
  landOf,
  leftOf,
  pairUnderStroke,
  pullBorder,
  rightOf,
  stretchAt,
  traceBorder,
  walkOf,
  type BorderEdit,
  type Division,
  type Grip,
  type GridId,
  type Land,
  type PlanePoint,
} from "@onegrid/core/division";
import { toDegrees, type Position } from "@onegrid/core/geometry";
import { arcPositions, type SignedArc } from "@onegrid/core/topology";
import type { LayerSpec, MapPalette } from "../../map/index.ts";
import { wayLayers } from "../layers/border-layers.ts";
import type { ChosenStretch } from "./border-state.ts";
import { ghostOf, sketchGhost, type Ghost, type Sketch } from "./ghost.ts";
import type { OpenBase } from "../state/open-base.ts";
import { selectedGrids, type DivisionPage, type OpenPlan } from "../state/page-state.ts";
import { planeOf } from "../state/unit-index.ts";

export const landUnder = ({ session }: Pick<OpenPlan, "session">): Land =>
  landOf(session.division.ground);

/** A walk along arcs in degrees, exactly as the borders are drawn. */
export function walkPositions(
  { map, positions }: OpenBase,
  walk: readonly SignedArc[],
): Position[] {
  return walk.flatMap((signed, at) =>
    arcPositions(map, positions, signed)
      .slice(at === 0 ? 0 : 1)
      .filter(([lng]) => !Number.isNaN(lng)),
  );
}

export const lineSketch = (
  { map }: OpenBase,
  points: readonly PlanePoint[],
  marks: readonly Position[] = [],
): Sketch => ({ line: points.map(([x, y]) => toDegrees(map, x, y)), isClosed: false, marks });

/** What a border edit would do, its new way bold; where a line crosses itself is marked. */
export function borderGhost(open: OpenPlan, edit: BorderEdit, line: readonly PlanePoint[]): Ghost {
  return withKnot(open, ghostOf(open, edit, lineSketch(open.base, line)), line);
}

/** The ghost of a border edit with its way bold and, where the line crosses itself, a mark. */
export function withKnot(open: OpenPlan, ghost: Ghost, line: readonly PlanePoint[]): Ghost {
  if (ghost.refusal?.code !== "division.line-crosses-itself") return withWay(ghost);
  const [x, y] = ghost.refusal.at;
  return { ...ghost, sketch: lineSketch(open.base, line, [toDegrees(open.base.map, x, y)]) };
}

/** The same with its line drawn as a border instead of a sketch. */
export function withWay(ghost: Ghost, anchors: readonly Position[] = []): Ghost {
  const isRefused = ghost.refusal !== null;
  const line = ghost.sketch?.line ?? [];
  const layers = (palette: MapPalette): LayerSpec[] =>
    wayLayers(line, { anchors, isRefused }, palette);
  return { ...ghost, layers };
}

type MoveEdit = Extract<BorderEdit, { readonly edit: "move-border" }>;

/** What pulling a border to a position means; `null`: it cannot go there. */
export function pullEdit(
  open: OpenPlan,
  grip: Grip,
  position: Position,
  giver: GridId | null,
): MoveEdit | null {
  const to = planeOf(open.base, position);
  const move = pullBorder(open.session.division, landUnder(open), grip, { to, giver });
  return move === undefined ? null : { edit: "move-border", ...move };
}

/** What it would do; no edit where nothing lies between, round one arc and back. */
export function pullGhost(open: OpenPlan, edit: MoveEdit): Ghost {
  const ghost = borderGhost(open, edit, edit.to);
  const isNothing = ghost.refusal?.code === "division.no-units";
  return isNothing ? withWay(sketchGhost(ghost.sketch)) : ghost;
}

/** What a stroke means as the new border of two grids, pulled to roads and walls. */
export function traceGhost(
  page: DivisionPage,
  open: OpenPlan,
  stroke: readonly Position[],
  gridsAlong: readonly (GridId | null)[],
): Ghost {
  const { division } = open.session;
  const land = landUnder(open);
  const line = stroke.map((position) => planeOf(open.base, position));
  const pair = chosenPair(page) ?? pairUnderStroke(division, land, line, gridsAlong);
  const drawn = sketchGhost({ line: stroke, isClosed: false, marks: [] });
  if (pair === undefined) return { ...drawn, refusal: { code: "division.not-a-border" } };
  const traced = traceBorder(division, land, line, pair);
  if (traced === undefined) return drawn;
  const ghost = borderGhost(open, { edit: "redraw-border", ...traced }, traced.path);
  return ghost.refusal?.code === "division.no-units" ? { ...drawn, hint: "same" } : ghost;
}

function chosenPair(page: DivisionPage): readonly [GridId, GridId] | undefined {
  const [one, other, ...more] = selectedGrids(page);
  return one === undefined || other === undefined || more.length > 0 ? undefined : [one, other];
}

/** The stretch of border between two junctions that was clicked. */
export function chooseStretch(open: OpenPlan, grip: Grip): ChosenStretch {
  const { division } = open.session;
  const land = landUnder(open);
  const walk = stretchAt(division, land, grip);
  return { pairs: pairsOf(division, land, walk), line: walkPositions(open.base, walk) };
}

function pairsOf(
  { ground }: Division,
  land: Land,
  walk: readonly SignedArc[],
): ChosenStretch["pairs"] {
  const name = (unit: number): string => ground.unitIds[unit] ?? "";
  const pairs = walk.map(
    (signed) => [name(leftOf(land, signed)), name(rightOf(land, signed))] as const,
  );
  return [...new Map(pairs.map((pair) => [pair.join(" "), pair] as const)).values()];
}

/** The points of a walk, for an edit. */
export const pathOf = (open: OpenPlan, walk: readonly SignedArc[]): readonly PlanePoint[] =>
  walkOf(landUnder(open), walk);
