import { fail } from "../../result.ts";
import { neighboursFor } from "./absorb-leftovers.ts";
import { unitsOfGrid } from "../model/grid-members.ts";
import { findParts } from "../model/ground-parts.ts";
import { keptByLocks } from "../change/kept-grids.ts";
import { makeChange } from "../change/make-change.ts";
import type { Division } from "../model/model.ts";
import { divideFreely, type EditSteps, type RedivideOptions } from "./redivide.ts";
import { sumHouseholds } from "../model/sum-households.ts";

/**
 * Divides what is in no grid yet (补齐); grids that there are stay as they are. A part of it with less
 * than half a grid's households goes to the grids beside it instead, where there are any that are not
 * locked; every other part gets the number of grids that its own households make.
 */
export function* completeRemaining(division: Division, options: RedivideOptions): EditSteps {
  const { graph } = division.ground;
  const locked = keptByLocks(division).units;
  const free = unitsOfGrid(division, null).filter((unit) => !locked.has(unit));
  if (free.length === 0) return fail({ code: "division.nothing-unassigned" });
  const { parts } = findParts(graph, free);
  const isSmall = (part: readonly number[]): boolean =>
    sumHouseholds(graph, part) < division.target / 2;
  const { to, left } = neighboursFor(division, parts.filter(isSmall).flat());
  const units = [...parts.filter((part) => !isSmall(part)).flat(), ...left];
  const edit = "complete-remaining";
  if (units.length === 0) return makeChange(division, { edit, to });
  units.sort((a, b) => a - b);
  return yield* divideFreely(
    division,
    { edit, units, old: [], count: undefined, besides: to },
    options,
  );
}
