/**
 * Colours of grids: neighbours differ, and a grid keeps its colour while it has no neighbour of the
 * same one, so that an edit does not repaint the map.
 */
export type GridColors = ReadonlyMap<string, number>;

/**
 * The same map as `before` when every grid keeps its colour.
 *
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
  const next = fill(neighbours, count, kept) ?? fill(neighbours, count, new Map()) ?? kept;
  return isSame(next, before) ? before : next;
}

const isSame = (one: GridColors, other: GridColors): boolean =>
  one.size === other.size && [...one].every(([gridId, color]) => other.get(gridId) === color);

/** Smallest degree last, then each in turn the least used colour its neighbours leave; `null`: none left. */
function fill(
  neighbours: ReadonlyMap<string, ReadonlySet<string>>,
  count: number,
  given: GridColors,
): GridColors | null {
  const colors = new Map(given);
  const missing = new Set([...neighbours.keys()].filter((gridId) => !colors.has(gridId)));
  if (missing.size === 0) return colors;
  const uses = Array.from({ length: count }, () => 0);
  for (const color of colors.values()) uses[color] = (uses[color] ?? 0) + 1;
  for (const gridId of fewestLast(neighbours, missing)) {
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

/**
 * Of these grids, takes the one with the fewest of them as neighbours away, again and again; the
 * first taken comes last.
 */
function fewestLast(
  neighbours: ReadonlyMap<string, ReadonlySet<string>>,
  among: ReadonlySet<string>,
): string[] {
  const waiting = new ByDegree();
  for (const gridId of among)
    waiting.put(gridId, [...(neighbours.get(gridId) ?? [])].filter((one) => among.has(one)).length);
  const order: string[] = [];
  for (let first = waiting.take(); first !== undefined; first = waiting.take()) {
    order.push(first);
    for (const other of neighbours.get(first) ?? []) waiting.lower(other);
  }
  return order.toReversed();
}

/** Grids by the number of neighbours they have left. */
class ByDegree {
  readonly #degree = new Map<string, number>();
  readonly #grids: Set<string>[] = [];

  put(gridId: string, degree: number): void {
    this.#degree.set(gridId, degree);
    while (this.#grids.length <= degree) this.#grids.push(new Set());
    this.#grids[degree]?.add(gridId);
  }

  /** The one with the fewest, which is not here any more. */
  take(): string | undefined {
    const [first] = this.#grids.find(({ size }) => size > 0) ?? [];
    if (first !== undefined) this.#remove(first);
    return first;
  }

  lower(gridId: string): void {
    const degree = this.#remove(gridId);
    if (degree !== undefined) this.put(gridId, degree - 1);
  }

  #remove(gridId: string): number | undefined {
    const degree = this.#degree.get(gridId);
    this.#degree.delete(gridId);
    this.#grids[degree ?? -1]?.delete(gridId);
    return degree;
  }
}
