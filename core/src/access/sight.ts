import type { BoundedDuty, Reachable } from "./reach.ts";
import { holdsCategory, isTheirs, LEVELS, levelRank, reachOf, type Level } from "./reach.ts";
import { dutyGrants, type Permission } from "./permissions.ts";

/** Areas, classes and levels of a duty that is bound to some classes. */
export interface BoundSight {
  readonly areas: readonly string[];
  readonly classes: readonly string[];
  readonly levels: readonly Level[];
}

/**
 * Everything somebody may see (目及范围), as the second wall is told: worked out from the duties
 * alone, without what a route asks for. The first wall narrows each query by its permission; where
 * that is forgotten or wrong, this one still holds. Area ids, each standing for all below it.
 */
export interface Sight {
  readonly map: readonly string[];
  readonly plan: readonly string[];
  readonly coverage: readonly string[];
  /** Where people on shift are shown. */
  readonly staff: readonly string[];
  /** Per level of a case: the areas in which cases of every class are seen. */
  readonly byLevel: Readonly<Record<Level, readonly string[]>>;
  readonly bound: readonly BoundSight[];
  /** What one of them has in hand or helps with is seen wherever it lies. */
  readonly own: readonly string[];
  /** The person, and the units they act for: what somebody keeps for themselves. */
  readonly self: readonly string[];
}

/** `ownIds`: the person, and the units they act for. */
export function sightOf(duties: readonly BoundedDuty[], ownIds: readonly string[]): Sight {
  const areasOf = (permission: Permission): string[] => [
    ...new Set(duties.flatMap((duty) => (dutyGrants(duty, permission) ? duty.areaId : []))),
  ];
  const reaches = duties.filter((duty) => dutyGrants(duty, "case.read")).map(reachOf);
  const upTo = (level: Level): string[] => [
    ...new Set(
      reaches.flatMap(({ areaIds, categories, maxLevel }) =>
        categories === null && levelRank(level) <= levelRank(maxLevel) ? areaIds : [],
      ),
    ),
  ];
  const [grid, community, street, district] = LEVELS;
  return {
    map: areasOf("map.read"),
    plan: areasOf("plan.read"),
    coverage: areasOf("coverage.read"),
    staff: areasOf("staff.locate"),
    byLevel: {
      [grid]: upTo(grid),
      [community]: upTo(community),
      [street]: upTo(street),
      [district]: upTo(district),
    },
    bound: reaches.flatMap(({ areaIds, categories, maxLevel }) =>
      categories === null
        ? []
        : {
            areas: areaIds,
            classes: categories,
            levels: LEVELS.filter((level) => levelRank(level) <= levelRank(maxLevel)),
          },
    ),
    own: reaches.length === 0 ? [] : ownIds,
    self: ownIds,
  };
}

/** The wall's rule for a case, for what is sent without being read from the database. */
export function isCaseSeen({ byLevel, bound, own }: Sight, thing: Reachable): boolean {
  const { path, level, categoryId } = thing;
  const meets = (areas: readonly string[]): boolean => path.some((id) => areas.includes(id));
  return (
    meets(byLevel[level]) ||
    isTheirs(own, thing) ||
    bound.some(
      ({ areas, classes, levels }) =>
        meets(areas) && levels.includes(level) && holdsCategory(classes, categoryId),
    )
  );
}
