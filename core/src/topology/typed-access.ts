/**
 * Reads that must be in range: a wrong index is a bug and stops at once instead of spreading NaN.
 * One function per kind of array, because a read that meets several kinds is several times slower.
 */
export function int(array: Int32Array, index: number): number {
  const value = array[index];
  return value === undefined ? outOfRange(index, array.length) : value;
}

export function uint(array: Uint32Array, index: number): number {
  const value = array[index];
  return value === undefined ? outOfRange(index, array.length) : value;
}

export function byte(array: Uint8Array, index: number): number {
  const value = array[index];
  return value === undefined ? outOfRange(index, array.length) : value;
}

export function float(array: Float64Array, index: number): number {
  const value = array[index];
  return value === undefined ? outOfRange(index, array.length) : value;
}

export function num(array: readonly number[], index: number): number {
  const value = array[index];
  return value === undefined ? outOfRange(index, array.length) : value;
}

export function item<T>(array: readonly T[], index: number): T {
  const value = array[index];
  return value === undefined ? outOfRange(index, array.length) : value;
}

function outOfRange(index: number, length: number): never {
  throw new Error(`index ${index} is outside an array of ${length}`);
}
