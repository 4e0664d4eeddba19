import { ok, type Result } from "../result.ts";
import { buildFromUnits } from "./build-from-units.ts";
import type { BuildError } from "./check-rows.ts";
import type { NamedArea } from "./enclose.ts";
import type { MapProblem } from "./map-problem.ts";

/**
 * Gaps, overlaps and pieces among areas that should tile the ground, such as imported communities:
 * what a map of them would have to put right, and to whom it would give the ground.
 */
export function findFaults(areas: readonly NamedArea[]): Result<readonly MapProblem[], BuildError> {
  const built = buildFromUnits(areas.map(({ id, geometry }) => ({ id, geometry, households: 0 })));
  return built.ok ? ok(built.value.problems) : built;
}
