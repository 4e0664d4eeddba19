const SIDE = 65536;

/** Place of a cell of a 65,536² grid along the Hilbert curve (the usual bit-by-bit construction). */
function hilbertIndex(column: number, row: number): number {
  let x = column;
  let y = row;
  let index = 0;
  for (let side = SIDE / 2; side >= 1; side /= 2) {
    const right = (x & side) > 0 ? 1 : 0;
    const up = (y & side) > 0 ? 1 : 0;
    index += side * side * ((3 * right) ^ up);
    if (up === 0) {
      if (right === 1) {
        x = SIDE - 1 - x;
        y = SIDE - 1 - y;
      }
      [x, y] = [y, x];
    }
  }
  return index;
}

/**
 * Positions of the points in the order the curve meets them: neighbours on the ground become
 * neighbours in memory, which makes a sweep several times faster. Equal cells keep their order.
 */
export function hilbertOrder(xs: Float64Array, ys: Float64Array): Uint32Array {
  const [minX, maxX] = extent(xs);
  const [minY, maxY] = extent(ys);
  const scale = (SIDE - 1) / Math.max(maxX - minX, maxY - minY, 1e-9);
  // Curve index (32 bits) and position (21 bits) in one double: a typed sort needs no comparator.
  const keys = new Float64Array(xs.length);
  for (let i = 0; i < xs.length; i++) {
    const column = Math.floor(((xs[i] ?? 0) - minX) * scale);
    const row = Math.floor(((ys[i] ?? 0) - minY) * scale);
    keys[i] = hilbertIndex(column, row) * 2097152 + i;
  }
  keys.sort();
  return Uint32Array.from(keys, (key) => key % 2097152);
}

function extent(values: Float64Array): [min: number, max: number] {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return [min, max];
}
