import { dutyGrants, type Duty, type Permission } from "./permissions.ts";

/** Levels at which something is settled (层级), the lowest first. */
export const LEVELS = ["grid", "community", "street", "district"] as const;
export type Level = (typeof LEVELS)[number];

/** Lowest is 0. */
export const levelRank = (level: Level): number => LEVELS.indexOf(level);

/**
 * What one duty gives to see and to do (管辖): things that lie below one of its areas, are of one of
 * its classes, and are to be settled at its level or below. `categories` holds class ids or majors
 * such as `event.01`; `null` is every class.
 */
export interface Reach {
  readonly areaIds: readonly string[];
  readonly categories: readonly string[] | null;
  readonly maxLevel: Level;
}

/** Everything somebody reaches with one permission, and what is theirs wherever it lies. */
export interface Jurisdiction {
  readonly reaches: readonly Reach[];
  /** The person, and the units (承办单位) they act for: what one of them has in hand or helps with is theirs. */
  readonly ownIds: readonly string[];
}

/** What a jurisdiction is asked about. */
export interface Reachable {
  /** Area ids from the root down. */
  readonly path: readonly string[];
  readonly categoryId: string;
  readonly level: Level;
  /** Person or unit that has it in hand; `null`: nobody. */
  readonly assigneeId: string | null;
  /** Units that were called to help with it (协办). What was told before there were any does not say. */
  readonly helperIds?: readonly string[];
}

/** Whether somebody has a thing in hand or helps with it: then it is theirs wherever it lies. */
export const isTheirs = (
  ownIds: readonly string[],
  { assigneeId, helperIds = [] }: Pick<Reachable, "assigneeId" | "helperIds">,
): boolean =>
  (assigneeId !== null && ownIds.includes(assigneeId)) ||
  helperIds.some((id) => ownIds.includes(id));

/**
 * Whether something lies in a jurisdiction. The one rule behind lists, cards, exports and streams:
 * `db` compiles it to SQL, and a test compares the two.
 */
export const isReached = ({ reaches, ownIds }: Jurisdiction, thing: Reachable): boolean =>
  isTheirs(ownIds, thing) || reaches.some((reach) => denialOfReach(reach, thing) === null);

/** Why one duty does not reach something; `null` when it does. */
export function denialOfReach(
  { areaIds, categories, maxLevel }: Reach,
  { path, categoryId, level }: Pick<Reachable, "path" | "categoryId" | "level">,
): "area" | "category" | "level" | null {
  if (!path.some((id) => areaIds.includes(id))) return "area";
  if (!holdsCategory(categories, categoryId)) return "category";
  return levelRank(level) <= levelRank(maxLevel) ? null : "level";
}

/** `event.01` holds every class of that major, `event.01-02` one, `event` the whole scheme. */
export const holdsCategory = (categories: readonly string[] | null, categoryId: string): boolean =>
  categories === null ||
  categories.some(
    (held) =>
      held === categoryId || categoryId.startsWith(`${held}-`) || categoryId.startsWith(`${held}.`),
  );

const LEVEL_OF_AREA: Readonly<Record<string, Level>> = {
  community: "community",
  street: "street",
  district: "district",
  city: "district",
};

/** A duty with the classes and the kind of area that bound it; no classes: every class. */
export interface BoundedDuty extends Duty {
  readonly areaKind: string;
  readonly categories: readonly string[];
  /** Where the level is not that of the area: a part of a street's duty stays a street's. */
  readonly maxLevel?: Level;
}

/** What one duty reaches: a district settles everything, a community its own. */
export const reachOf = ({
  areaId,
  areaKind,
  categories,
  maxLevel,
}: Pick<BoundedDuty, "areaId" | "areaKind" | "categories" | "maxLevel">): Reach => ({
  areaIds: [areaId],
  categories: categories.length === 0 ? null : categories.toSorted(),
  maxLevel: maxLevel ?? LEVEL_OF_AREA[areaKind] ?? "community",
});

/** The reaches of all duties that grant a permission; those with the same bounds are one. */
export function reachesOf(duties: readonly BoundedDuty[], permission: Permission): Reach[] {
  const byBounds = new Map<string, Reach>();
  for (const duty of duties.filter((held) => dutyGrants(held, permission))) {
    const { areaIds, ...bounds } = reachOf(duty);
    const key = JSON.stringify(bounds);
    const before = byBounds.get(key)?.areaIds ?? [];
    byBounds.set(key, { ...bounds, areaIds: [...new Set([...before, ...areaIds])] });
  }
  return [...byBounds.values()];
}
