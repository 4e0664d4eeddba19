/**
 * Colours of grids: neighbours differ, and a grid keeps its colour while it has no neighbour of the
 * same one, so that an edit does not repaint the map.
 */
export type GridColors = ReadonlyMap<string, number>;

/**
 * @param neighbours grids that share a border, by grid
 * @param count colours there are; with 6 or more a planar map can always be coloured
 */
export function colorGrids(
  neighbours: ReadonlyMap<string, ReadonlySet<string>>,
  count: number,
  before: GridColors = new Map(),
): GridColors {
  const kept = new Map<string, number>();
  for (const [gridId, around] of neighbours) {
    const color = before.get(gridId);
    const clashes = [...around].some((other) => kept.get(other) === color);
    if (color !== undefined && !clashes) kept.set(gridId, color);
  }
  return fill(neighbours, count, kept) ?? fill(neighbours, count, new Map()) ?? kept;
}

/** Smallest degree last, then each in turn the least used colour its neighbours leave; `null`: none left. */
function fill(
  neighbours: ReadonlyMap<string, ReadonlySet<string>>,
  count: number,
  given: GridColors,
): GridColors | null {
  const colors = new Map(given);
  const uses = Array.from({ length: count }, () => 0);
  for (const color of colors.values()) uses[color] = (uses[color] ?? 0) + 1;
  for (const gridId of fewestLast(neighbours)) {
    if (colors.has(gridId)) continue;
    const taken = new Set([...(neighbours.get(gridId) ?? [])].map((other) => colors.get(other)));
    const free = [...uses.keys()].filter((color) => !taken.has(color));
    const color = free.reduce<number | null>(
      (best, one) => (best === null || (uses[one] ?? 0) < (uses[best] ?? 0) ? one : best),
      null,
    );
    if (color === null) return null;
    colors.set(gridId, color);
    uses[color] = (uses[color] ?? 0) + 1;
  }
  return colors;
}

/** Takes the grid with the fewest neighbours left away, again and again; the first taken comes last. */
function fewestLast(neighbours: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const degree = new Map([...neighbours].map(([gridId, around]) => [gridId, around.size]));
  const order: string[] = [];
  while (degree.size > 0) {
    const [first] = [...degree].reduce((best, entry) => (entry[1] < best[1] ? entry : best));
    degree.delete(first);
    order.push(first);
    for (const other of neighbours.get(first) ?? []) {
      const left = degree.get(other);
      if (left !== undefined) degree.set(other, left - 1);
    }
  }
  return order.toReversed();
}
