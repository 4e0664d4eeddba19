import { holdsCategory } from "@onegrid/core/access";
import { ROUTING_AREA_KINDS } from "@onegrid/core/dispatch";
import type { ListedEntry } from "@onegrid/core/dispatch/duty-list-contract";
import type { Area } from "../../organisation/areas.ts";

export const WHEN = ["present", "coming", "ended"] as const;
export type When = (typeof WHEN)[number];

interface Days {
  readonly validFrom: string;
  readonly validTo: string | null;
}

/** Whether an entry holds on a day, is to come after it, or was over by then. What never held is over. */
export function whenOf({ validFrom, validTo }: Days, day: string): When {
  if (validTo !== null && validTo <= (validFrom > day ? validFrom : day)) return "ended";
  return validFrom > day ? "coming" : "present";
}

export interface EntryFilter {
  /** Each may be empty: any. */
  readonly unitId: string;
  /** A class, a major or a scheme. */
  readonly categoryId: string;
  /** An area of the tree, or a place of the list. */
  readonly areaId: string;
}

export const ANY_ENTRY: EntryFilter = { unitId: "", categoryId: "", areaId: "" };

/** The entries that a filter asks for, whatever their days: by unit, what is for more ground first. */
export function filterEntries(
  entries: readonly ListedEntry[],
  { unitId, categoryId, areaId }: EntryFilter,
  areas: readonly Area[],
): ListedEntry[] {
  const reached = areaId === "" ? null : scopesAround(areaId, areas);
  const found = entries.filter(
    (entry) =>
      (unitId === "" || entry.unitId === unitId) &&
      (categoryId === "" || concernsClass(entry.categories, categoryId)) &&
      (reached === null || entry.areaId === areaId || reached.has(entry.scopeId)),
  );
  return found.toSorted(
    (a, b) =>
      a.unitName.localeCompare(b.unitName, "zh-CN") ||
      ROUTING_AREA_KINDS.indexOf(b.areaKind) - ROUTING_AREA_KINDS.indexOf(a.areaKind) ||
      (a.validFrom < b.validFrom ? -1 : 1),
  );
}

/** A class is concerned by what is said of it, of its major, and of every class; a major by its classes too. */
const concernsClass = (held: ListedEntry["categories"], asked: string): boolean =>
  holdsCategory(held, asked) || (held ?? []).some((one) => holdsCategory([asked], one));

/** What is said of an area holds below it: an area is concerned by those above it and those in it. */
function scopesAround(areaId: string, areas: readonly Area[]): ReadonlySet<string> {
  const parents = new Map(areas.map(({ id, parentId }) => [id, parentId]));
  const pathOf = (id: string): string[] => {
    const parent = parents.get(id) ?? null;
    return parent === null ? [id] : [id, ...pathOf(parent)];
  };
  // A place of the list is no area: only what names it is asked for.
  if (!parents.has(areaId)) return new Set();
  const below = areas.filter(({ id }) => pathOf(id).includes(areaId)).map(({ id }) => id);
  return new Set([...pathOf(areaId), ...below]);
}
