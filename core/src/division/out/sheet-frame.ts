import { centralMeridianOf, toGaussKruger } from "../../geometry/index.ts";
import type { MultiPolygon, Polygon, Position } from "../../geometry/index.ts";

/** Millimetres on paper, from the upper left corner of the map. */
export type PaperPoint = readonly [x: number, y: number];

/** A map on paper at a round scale, north up, in the Gauss–Krüger zone of what it shows. */
export interface SheetFrame {
  readonly widthMm: number;
  readonly heightMm: number;
  /** 2000 for 1:2,000. */
  readonly denominator: number;
  readonly place: (position: Position) => PaperPoint;
  /** Degrees of the corners, for asking what lies under the map. */
  readonly bbox: readonly [west: number, south: number, east: number, north: number];
}

export interface SheetSize {
  readonly widthMm: number;
  readonly heightMm: number;
  /** Kept free round what the map is of. */
  readonly marginMm: number;
}

const ROUND = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8] as const;

/** The largest round scale at which some metres fit into some millimetres: its denominator. */
export function roundScale(metres: number, millimetres: number): number {
  const least = Math.max((metres * 1000) / millimetres, 100);
  for (let power = 100; ; power *= 10)
    for (const step of ROUND) if (step * power >= least) return step * power;
}

/** Bars (比例尺) of 25 to 65 mm, the longest whose metres are 1, 2 or 5 with noughts. */
export function scaleBar(denominator: number): { readonly metres: number; readonly mm: number } {
  let best = { metres: 1, mm: 1000 / denominator };
  for (let power = 1; power < 1_000_000; power *= 10)
    for (const step of [1, 2, 5]) {
      const mm = (step * power * 1000) / denominator;
      if (mm <= 65) best = { metres: step * power, mm };
    }
  return best;
}

/** The frame for some shapes: they lie in its middle, as large as a round scale lets them be. */
export function frameSheet(
  shapes: readonly (Polygon | MultiPolygon)[],
  { widthMm, heightMm, marginMm }: SheetSize,
): SheetFrame {
  const all = shapes.flatMap((shape) =>
    (shape.type === "Polygon" ? [shape.coordinates] : shape.coordinates).flat(2),
  );
  const meridian = centralMeridianOf(all[0]?.[0] ?? 0);
  const box = [Infinity, Infinity, -Infinity, -Infinity] as [number, number, number, number];
  const degrees = [...box] as typeof box;
  for (const position of all) {
    grow(box, toGaussKruger(position, meridian));
    grow(degrees, position);
  }
  const [west, south, east, north] = box;
  const denominator = Math.max(
    roundScale(east - west, widthMm - 2 * marginMm),
    roundScale(north - south, heightMm - 2 * marginMm),
  );
  const middle = [(west + east) / 2, (south + north) / 2] as const;
  const perMetre = 1000 / denominator;
  return {
    widthMm,
    heightMm,
    denominator,
    place: (position) => {
      const [x, y] = toGaussKruger(position, meridian);
      return [widthMm / 2 + (x - middle[0]) * perMetre, heightMm / 2 - (y - middle[1]) * perMetre];
    },
    bbox: paperBox(degrees, { widthMm, heightMm }, [
      (east - west) * perMetre,
      (north - south) * perMetre,
    ]),
  };
}

function grow(box: [number, number, number, number], [x, y]: readonly [number, number]): void {
  box[0] = Math.min(box[0], x);
  box[1] = Math.min(box[1], y);
  box[2] = Math.max(box[2], x);
  box[3] = Math.max(box[3], y);
}

/** The box of the shapes stretched to the whole paper, a little larger: the zone turns it slightly. */
function paperBox(
  [west, south, east, north]: readonly [number, number, number, number],
  { widthMm, heightMm }: Pick<SheetSize, "widthMm" | "heightMm">,
  [shownWidth, shownHeight]: readonly [number, number],
): SheetFrame["bbox"] {
  const wide = ((east - west) / 2) * (widthMm / shownWidth) * 1.02;
  const high = ((north - south) / 2) * (heightMm / shownHeight) * 1.02;
  const [lng, lat] = [(west + east) / 2, (south + north) / 2];
  return [lng - wide, lat - high, lng + wide, lat + high];
}
