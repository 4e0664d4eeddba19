import { fail, type Result } from "../../result.ts";
import { connectedPieces } from "../model/connected-pieces.ts";
import { householdsByGrid } from "../change/check-moves.ts";
import { unitsOfGrid } from "../model/grid-members.ts";
import type { DivideProgress } from "../solve/divide-part.ts";
import { divideUnits, type DividedUnits, type DivideOptions } from "../solve/divide-units.ts";
import { lockAmong } from "../change/kept-grids.ts";
import { findParts } from "../model/ground-parts.ts";
import { findUnknownGrid, freeGridIds, makeChange } from "../change/make-change.ts";
import type { PullOptions } from "../solve/pulls.ts";
import type { Division, DivisionChange, DivisionError, EditName, GridId } from "../model/model.ts";

/** How to divide: without a target of its own, that of the division. */
export type RedivideOptions = Pick<DivideOptions, "preset" | "seed" | "effort"> &
  Partial<Pick<DivideOptions, "mayCutSmallCompounds" | "stopAfter">>;

/** The same with what pulls besides. */
export type SearchOptions = RedivideOptions & PullOptions;

type Decided = Result<DivisionChange, DivisionError>;
/** Steps of an automatic edit; each can hand out the change that a stop there would make. */
export type EditSteps = Generator<DivideProgress<Decided>, Decided, boolean | undefined>;

/** Divides one grid into `count` (拆分), each connected, as even as can be. */
export function* splitGrid(
  division: Division,
  { gridId, count }: { readonly gridId: GridId; readonly count: number },
  options: RedivideOptions,
): EditSteps {
  const unknown = findUnknownGrid(division, [gridId]);
  if (unknown) return fail(unknown);
  const lock = lockAmong(division, [gridId]);
  if (lock) return fail({ code: "division.locked", lock });
  const units = unitsOfGrid(division, gridId);
  if (units.length < count) {
    return fail({ code: "division.too-few-units", units: units.length, pieces: count });
  }
  return yield* divideFreely(
    division,
    { edit: "split-grid", units, old: [gridId], count },
    options,
  );
}

/** Re-divides 2–6 neighbouring grids (局部均衡); their number stays. */
export function* rebalanceGrids(
  division: Division,
  { gridIds }: { readonly gridIds: readonly GridId[] },
  options: RedivideOptions,
): EditSteps {
  const old = [...new Set(gridIds)].toSorted();
  const unknown = findUnknownGrid(division, old);
  if (unknown) return fail(unknown);
  const lock = lockAmong(division, old);
  if (lock) return fail({ code: "division.locked", lock });
  const units = old.flatMap((gridId) => unitsOfGrid(division, gridId));
  const { parts } = findParts(division.ground.graph, units);
  if (old.length < 2 || parts.length > 1) {
    return fail({ code: "division.not-adjacent", gridIds: old });
  }
  const edit = "rebalance-grids";
  return yield* divideFreely(division, { edit, units, old, count: old.length }, options);
}

export interface Redivision {
  readonly edit: EditName;
  readonly units: readonly number[];
  /** Grids that are replaced; they keep their ids where most of their households stay. */
  readonly old: readonly GridId[];
  readonly count: number | undefined;
  /** Units that go to grids that stay, as part of the same change. */
  readonly besides?: ReadonlyMap<number, GridId>;
}

/** Divides these units as if nothing were there. */
export function* divideFreely(
  division: Division,
  redivision: Redivision,
  options: SearchOptions,
): EditSteps {
  const { units, count } = redivision;
  const { graph } = division.ground;
  const parts = findParts(graph, units).parts.length;
  if (count !== undefined && count < parts) {
    return fail({ code: "division.too-few-units", units: units.length, pieces: parts });
  }
  const steps = divideUnits(graph, units, {
    ...options,
    target: division.target,
    ...(count === undefined ? {} : { count }),
  });
  let step = steps.next();
  while (step.done !== true) {
    const { share, best } = step.value;
    const isStopped = yield { share, best: () => changeOf(division, redivision, best()) };
    step = steps.next(isStopped);
  }
  return changeOf(division, redivision, step.value);
}

function changeOf(
  division: Division,
  { edit, units, old, besides = new Map() }: Redivision,
  divided: DividedUnits,
): Decided {
  const pieces = Array.from({ length: divided.count }, (): number[] => []);
  for (const [i, unit] of units.entries()) pieces[divided.gridOf[i] ?? 0]?.push(unit);
  const names = nameGrids(division, pieces, old);
  const to = new Map([
    ...besides,
    ...pieces.flatMap((piece, i) => piece.map((unit) => [unit, names[i] ?? ""] as const)),
  ]);
  return makeChange(division, {
    edit,
    to,
    addedGrids: names.filter((id) => !old.includes(id)).toSorted(),
    removedGrids: old.filter((id) => !names.includes(id)),
    // Pieces across a hard line were there before, as parts of the ground.
    contiguity: connectedPieces(division.ground.graph, units).length > 1 ? "warn" : "refuse",
  });
}

/** An old id goes to the piece that holds most of its households; what is left gets free numbers. */
function nameGrids(
  division: Division,
  pieces: readonly (readonly number[])[],
  old: readonly GridId[],
): GridId[] {
  const names: (GridId | undefined)[] = pieces.map(() => undefined);
  const { households } = division.ground.graph;
  const bySize = householdsByGrid(division);
  const largestFirst = old.toSorted((a, b) => (bySize.get(b) ?? 0) - (bySize.get(a) ?? 0));
  for (const gridId of largestFirst) {
    const kept = pieces.map((piece) =>
      piece
        .filter((unit) => division.gridOf[unit] === gridId)
        .reduce((sum, unit) => sum + (households[unit] ?? 0) + 1e-3, 0),
    );
    const best = Math.max(0, ...kept.filter((_, i) => names[i] === undefined));
    const at = kept.findIndex((sum, i) => names[i] === undefined && sum === best);
    if (best > 0) names[at] = gridId;
  }
  const missing = names.filter((name) => name === undefined).length;
  const free = freeGridIds(division, missing);
  return names.map((name) => name ?? free.shift() ?? "");
}
