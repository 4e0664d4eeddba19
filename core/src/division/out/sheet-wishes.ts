import { innermostPoint, signedRingArea } from "../../geometry/index.ts";
import type { Polygon, MultiPolygon, Position } from "../../geometry/index.ts";
import type { PaperPoint, SheetFrame } from "./sheet-frame.ts";
import type { LabelPlace, LabelWish } from "./sheet-labels.ts";
import { isIn, type SheetInput } from "./sheet-model.ts";

/** Names of a map in the order in which they get their places. */
export function labelWishes(input: SheetInput): LabelWish[] {
  return [
    ...gridWishes(input, true),
    ...stationWishes(input),
    ...gridWishes(input, false),
    ...roadWishes(input),
    ...compoundWishes(input),
    ...buildingWishes(input),
  ];
}

function gridWishes({ grids, frame, gridSize }: SheetInput, isFocus: boolean): LabelWish[] {
  return grids
    .filter((grid) => grid.isFocus === isFocus)
    .flatMap(({ label, geometry }) => {
      const point = innermostPoint(geometry);
      if (point === null) return [];
      const size = isFocus ? gridSize : gridSize * 0.6;
      const color = isFocus ? "#b00020" : "#7a7a7a";
      const at = frame.place(point);
      const places: LabelPlace[] = [0, -1.4, 1.4, -2.8, 2.8].map((step) => ({
        at: [at[0], at[1] + step * size * 0.3528],
      }));
      return [{ texts: label, places, size, isBold: true, color, isForced: isFocus }];
    });
}

const AROUND: readonly (readonly [number, number])[] = [
  [1, 0],
  [-1, 0],
  [0, -1],
  [0, 1],
];

const stationWishes = ({ content, frame }: SheetInput): LabelWish[] =>
  content.stations.map(({ name, position }) => {
    const [x, y] = frame.place(position);
    const places = AROUND.map(([dx, dy]): LabelPlace => ({
      at: [x + dx * 2.4, y + dy * 2.2],
      toward: [dx, dy],
    }));
    return { texts: [name], places, size: 6.5, isBold: true, color: "#b00020" };
  });

/** Each road once, along its longest straight stretches on the paper. */
function roadWishes({ content, frame }: SheetInput): LabelWish[] {
  const byName = new Map<string, LabelPlace[]>();
  for (const { name, class: kind, geometry } of content.ways) {
    if (name === "" || kind === "footway") continue;
    const places = byName.get(name) ?? [];
    places.push(...stretches(geometry.coordinates, frame));
    byName.set(name, places);
  }
  return [...byName].map(([name, places]) => ({
    texts: [name],
    places: places.toSorted((a, b) => (b.room ?? 0) - (a.room ?? 0)).slice(0, 6),
    size: 7,
    color: "#4a4a4a",
  }));
}

/** Straight stretches as places for a text: their part on the paper, the text upright. */
function stretches(positions: readonly Position[], frame: SheetFrame): LabelPlace[] {
  const points = positions.map(frame.place);
  return straightRuns(points).flatMap(([from, to]) => {
    const cut = clip(from, to, frame);
    if (cut === null) return [];
    const [[ax, ay], [bx, by]] = cut;
    const room = Math.sqrt((bx - ax) ** 2 + (by - ay) ** 2);
    let angle = Math.round((Math.atan2(by - ay, bx - ax) * 1800) / Math.PI) / 10;
    if (angle > 90) angle -= 180;
    if (angle <= -90) angle += 180;
    const along = (share: number): LabelPlace => ({
      at: [ax + (bx - ax) * share, ay + (by - ay) * share],
      angle,
      room: room * 0.9 * (1 - Math.abs(share - 0.5)),
    });
    return [along(0.5), along(0.3), along(0.7)];
  });
}

/** Runs of a line that turn by less than some five degrees at each point. */
function straightRuns(points: readonly PaperPoint[]): [PaperPoint, PaperPoint][] {
  const runs: [PaperPoint, PaperPoint][] = [];
  let [start] = points;
  for (let at = 1; at < points.length; at++) {
    const [before, here, next] = [points[at - 1], points[at], points[at + 1]];
    if (start === undefined || before === undefined || here === undefined) break;
    if (next !== undefined && isStraight(before, here, next)) continue;
    runs.push([start, here]);
    start = here;
  }
  return runs;
}

function isStraight(a: PaperPoint, b: PaperPoint, c: PaperPoint): boolean {
  const [ux, uy, vx, vy] = [b[0] - a[0], b[1] - a[1], c[0] - b[0], c[1] - b[1]];
  const cross = Math.abs(ux * vy - uy * vx);
  const dot = ux * vx + uy * vy;
  return dot > 0 && cross < 0.09 * dot;
}

/** The part of a stretch on the paper (Liang–Barsky). */
function clip(
  [ax, ay]: PaperPoint,
  [bx, by]: PaperPoint,
  { widthMm, heightMm }: SheetFrame,
): [PaperPoint, PaperPoint] | null {
  const [dx, dy] = [bx - ax, by - ay];
  let [first, last] = [0, 1];
  for (const [step, room] of [
    [-dx, ax],
    [dx, widthMm - ax],
    [-dy, ay],
    [dy, heightMm - ay],
  ] as const) {
    if (step === 0 && room < 0) return null;
    if (step < 0) first = Math.max(first, room / step);
    if (step > 0) last = Math.min(last, room / step);
  }
  if (first >= last) return null;
  return [
    [ax + dx * first, ay + dy * first],
    [ax + dx * last, ay + dy * last],
  ];
}

const compoundWishes = ({ content, frame }: SheetInput): LabelWish[] =>
  content.compounds.flatMap(({ name, geometry }) => {
    const point = innermostPoint(geometry);
    if (name === "" || point === null) return [];
    const at = frame.place(point);
    const places = [0, -3, 3, -6, 6].map((step): LabelPlace => ({ at: [at[0], at[1] + step] }));
    return [{ texts: [name], places, size: 7.5, isBold: true, color: "#6d4c41" }];
  });

/** Names of buildings where the map is of, without that of the compound: `3号楼`, or `3` where it is narrow. */
function buildingWishes({ content, grids, frame }: SheetInput): LabelWish[] {
  const focus = grids.filter(({ isFocus }) => isFocus);
  return content.buildings.flatMap(({ name, geometry }) => {
    if (name === "" || geometry.type === "Point") return [];
    if (!focus.some((grid) => isIn(grid.geometry, geometry))) return [];
    const point = innermostPoint(geometry);
    if (point === null) return [];
    const short = shortName(
      name,
      content.compounds.map((compound) => compound.name),
    );
    const number = /^(\d+)\D{0,3}$/.exec(short)?.[1];
    const at = frame.place(point);
    const room = widthOf(geometry, frame) * 1.15;
    return [
      {
        texts: number === undefined ? [short] : [short, number],
        places: [{ at, room }],
        size: 6,
        color: "#3e2a17",
      },
    ];
  });
}

function shortName(name: string, compounds: readonly string[]): string {
  const prefix = compounds
    .filter((compound) => compound !== "" && name.startsWith(compound) && name !== compound)
    .toSorted((a, b) => b.length - a.length)[0];
  return prefix === undefined ? name : name.slice(prefix.length);
}

/** Of the larger part, mm; a house that stands across gives its length. */
function widthOf(shape: Polygon | MultiPolygon, frame: SheetFrame): number {
  const polygons = shape.type === "Polygon" ? [shape.coordinates] : shape.coordinates;
  const [largest] = polygons
    .map(([shell = []]) => shell)
    .toSorted((a, b) => Math.abs(signedRingArea(b)) - Math.abs(signedRingArea(a)));
  const points = (largest ?? []).map(frame.place);
  return Math.max(...points.map(([x]) => x)) - Math.min(...points.map(([x]) => x));
}
