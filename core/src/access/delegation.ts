import { PERMISSIONS, type Permission } from "./permissions.ts";
import { holdsCategory, reachOf, type BoundedDuty } from "./reach.ts";

/** Nobody is stood in for longer than this; whoever is away longer needs a duty given to a successor. */
export const LONGEST_DELEGATION_DAYS = 30;

/** Giving rights out and reading who did what stay with whom they were given to. */
const NOT_DELEGABLE: readonly Permission[] = ["people.manage", "audit.read"];

/** What a delegation (委托, 代班) can hand on. */
export const DELEGABLE: readonly Permission[] = PERMISSIONS.filter(
  (permission) => !NOT_DELEGABLE.includes(permission),
);

export interface AreaOfDuty {
  readonly id: string;
  /** Ids from the root down to the area itself. */
  readonly path: readonly string[];
}

/** A duty, or a part of it, in somebody else's hands from a moment to a moment. */
export interface Lent<Area extends AreaOfDuty = AreaOfDuty> {
  readonly id: string;
  /** The areas it is lent for: the duty's own, or some below it. */
  readonly areas: readonly Area[];
  /** Classes it is lent for; empty: every class of the duty. */
  readonly categories: readonly string[];
  /** Milliseconds since 1970; `to` is not included. */
  readonly from: number;
  readonly to: number;
}

/** A duty as the delegate holds it. */
export interface LentDuty<Area extends AreaOfDuty = AreaOfDuty> extends BoundedDuty {
  readonly area: Area;
  readonly only: readonly Permission[];
  /** The duty's own area and classes, all of them: what is in its unit's hands goes along. */
  readonly isWhole: boolean;
}

export const isLent = ({ from, to }: Pick<Lent, "from" | "to">, at: number): boolean =>
  from <= at && at < to;

/**
 * What a delegation gives at a moment, out of the giver's duty as it is then: never an area, a class, a
 * level or a permission more than the giver has. Nothing once it is over, and nothing of what the
 * giver has lost in between.
 */
export function lentDuties<Area extends AreaOfDuty>(
  held: BoundedDuty,
  lent: Lent<Area>,
  at: number,
): LentDuty<Area>[] {
  const categories = commonCategories(held.categories, lent.categories);
  // What was lent itself is not handed on.
  if (!isLent(lent, at) || categories === null || held.only !== undefined) return [];
  const { maxLevel } = reachOf(held);
  return lent.areas
    .filter(({ path }) => path.includes(held.areaId))
    .map((area) => ({
      ...held,
      id: `${lent.id}:${area.id}`,
      areaId: area.id,
      areaPath: area.path,
      area,
      categories,
      maxLevel,
      only: DELEGABLE,
      isWhole: area.id === held.areaId && lent.categories.length === 0,
    }));
}

/** Classes in both lists, where an empty list is every class; `null`: there is none. */
function commonCategories(held: readonly string[], lent: readonly string[]): string[] | null {
  if (lent.length === 0) return [...held];
  if (held.length === 0) return [...lent];
  const common = new Set([
    ...lent.filter((one) => holdsCategory(held, one)),
    ...held.filter((one) => holdsCategory(lent, one)),
  ]);
  return common.size === 0 ? null : [...common];
}

/** What is wrong with a delegation that somebody wants to make; `null`: nothing. */
export function delegationFault(
  held: BoundedDuty,
  { areas, categories, from, to }: Lent,
  now: number,
): "area" | "category" | "ended" | "backwards" | "too-long" | null {
  if (to <= from) return "backwards";
  if (to <= now) return "ended";
  if (to - Math.max(from, now) > LONGEST_DELEGATION_DAYS * 86_400_000) return "too-long";
  if (!areas.every(({ path }) => path.includes(held.areaId))) return "area";
  const isHeld = (one: string): boolean =>
    held.categories.length === 0 || holdsCategory(held.categories, one);
  return categories.every(isHeld) ? null : "category";
}
