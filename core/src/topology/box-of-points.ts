/** `[west, south, east, north]` of points; inside out where there are none. */
export function boxOfPoints(
  points: readonly (readonly [x: number, y: number])[],
): [number, number, number, number] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    [west, east] = [Math.min(west, x), Math.max(east, x)];
    [south, north] = [Math.min(south, y), Math.max(north, y)];
  }
  return [west, south, east, north];
}
