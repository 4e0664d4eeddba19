/**
 * Whole numbers of one column as bytes: all lowest bytes first, then all second ones, and so on. The
 * high bytes of a column hardly differ, and a packer makes next to nothing of them.
 */
export function writePlanes(values: ArrayLike<number>, width: number): Uint8Array {
  const { length } = values;
  const bytes = new Uint8Array(length * width);
  for (let row = 0; row < length; row += 1) {
    const value = values[row] ?? 0;
    for (let plane = 0; plane < width; plane += 1)
      bytes[plane * length + row] = (value >>> (8 * plane)) & 0xff;
  }
  return bytes;
}

/** The reverse. With `width` 4 the values are signed. */
export function readPlanes(bytes: Uint8Array, width: number): Int32Array {
  const length = bytes.length / width;
  const values = new Int32Array(length);
  for (let plane = 0; plane < width; plane += 1)
    for (let row = 0; row < length; row += 1)
      values[row] = (values[row] ?? 0) | ((bytes[plane * length + row] ?? 0) << (8 * plane));
  return values;
}
