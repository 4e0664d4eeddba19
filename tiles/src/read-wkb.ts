/** Kinds of geometry as the vector-tile format numbers them. */
export const POINT = 1;
export const LINE = 2;
export const POLYGON = 3;

/** A geometry in EPSG:3857 metres as flat runs of x, y. */
export interface WkbShape {
  readonly kind: typeof POINT | typeof LINE | typeof POLYGON;
  /** A point, a line or a ring (closing point kept) each. */
  readonly runs: readonly Float64Array[];
  /** For polygons: whether the run at the same place is an outer ring. */
  readonly outer: readonly boolean[];
}

/** WKB type number → kind and whether it holds several. */
const TYPES: Record<number, readonly [kind: 1 | 2 | 3, isMulti: boolean]> = {
  1: [POINT, false],
  2: [LINE, false],
  3: [POLYGON, false],
  4: [POINT, true],
  5: [LINE, true],
  6: [POLYGON, true],
};

/** Reads little-endian, two-dimensional WKB, which is what `asWkb` in db asks for. */
export function readWkb(wkb: Uint8Array): WkbShape {
  const view = new DataView(wkb.buffer, wkb.byteOffset, wkb.byteLength);
  const runs: Float64Array[] = [];
  const outer: boolean[] = [];
  let at = 0;

  const readCount = (): number => {
    at += 4;
    return view.getUint32(at - 4, true);
  };
  const readType = (): number => {
    at += 1; // the byte order, little-endian by contract
    return readCount();
  };
  const readRun = (points: number): void => {
    const run = new Float64Array(points * 2);
    for (let index = 0; index < run.length; index += 1, at += 8) {
      run[index] = view.getFloat64(at, true);
    }
    runs.push(run);
  };
  const readOne = (kind: 1 | 2 | 3): void => {
    if (kind === POINT) return readRun(1);
    if (kind === LINE) return readRun(readCount());
    const rings = readCount();
    for (let ring = 0; ring < rings; ring += 1) {
      outer.push(ring === 0);
      readRun(readCount());
    }
    return undefined;
  };

  const [kind, isMulti] = kindOf(readType());
  const parts = isMulti ? readCount() : 1;
  for (let part = 0; part < parts; part += 1) {
    if (isMulti) readType();
    readOne(kind);
  }
  return { kind, runs, outer };
}

function kindOf(type: number): readonly [kind: 1 | 2 | 3, isMulti: boolean] {
  const known = TYPES[type];
  if (!known) throw new Error(`WKB type ${type} where 1 to 6 was expected`);
  return known;
}
