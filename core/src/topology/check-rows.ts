import type { PlaneFrameError } from "../geometry/index.ts";

export type BuildError =
  | PlaneFrameError
  | { code: "topology.duplicate-id"; id: string }
  | { code: "topology.bad-households"; id: string; households: number };

/** The first row, of rows in the order of their ids, that no map can be built with. */
export function findBadRow(
  rows: readonly { readonly id: string; readonly households?: number }[],
): BuildError | undefined {
  const twin = rows.find(({ id }, place) => place > 0 && rows[place - 1]?.id === id);
  if (twin) return { code: "topology.duplicate-id", id: twin.id };
  for (const { id, households } of rows)
    if (households !== undefined && (!Number.isInteger(households) || households < 0))
      return { code: "topology.bad-households", id, households };
  return undefined;
}
