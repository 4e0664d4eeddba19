import { areaIdsOf, type Place } from "../model/model.ts";
import { holdsCategory } from "../../access/index.ts";

/** Kinds of areas that answer for a class, the closest to the ground first. */
export const ROUTING_AREA_KINDS = [
  "special_grid", // 专属网格: takes over the classes it names
  "property_area", // 物业服务区
  "lane", // 街巷
  "grid",
  "community",
  "street",
  "district",
] as const;
export type RoutingAreaKind = (typeof ROUTING_AREA_KINDS)[number];

/** One line of the duty list (责任清单): a class in an area belongs to a unit, by a clause. */
export interface DutyEntry {
  readonly id: string;
  readonly unitId: string;
  readonly areaId: string;
  readonly areaKind: RoutingAreaKind;
  /** Class ids, majors or schemes; `null` is every class. */
  readonly categories: readonly string[] | null;
  /** Decides between entries that are otherwise alike; lower first. */
  readonly priority: number;
  readonly clause: string | null;
  /** ISO days. */
  readonly validFrom: string;
  readonly validTo: string | null;
}

/** Who takes what nobody owns (兜底): the territory, from the smallest area up. */
export interface FallbackOwner {
  readonly areaId: string;
  readonly unitId: string;
}

export interface RoutingQuery {
  readonly place: Place;
  /** Special grids and property areas the point lies in: they overlap the others. */
  readonly extraAreaIds: readonly string[];
  readonly categoryId: string;
  /** ISO day of the report. */
  readonly day: string;
}

export interface Routing {
  /** `null` only when not even the district has a fallback owner. */
  readonly unitId: string | null;
  readonly by: "duty_list" | "fallback" | "nobody";
  readonly entry: DutyEntry | null;
  /** Other units whose lists hold the class here, in the same order. */
  readonly otherUnitIds: readonly string[];
  /**
   * Units that may be given the case without a reason: all whose lists hold the class, but where a
   * special grid (专属网格) takes it over only those of special grids. None without an entry.
   */
  readonly responsibleUnitIds: readonly string[];
  /** All entries that hold the class here; the first answers. */
  readonly fitting: readonly DutyEntry[];
}

/** By what one entry comes before another, in the order in which it is asked. */
export const DUTY_RULES = ["special_grid", "class", "area", "priority", "order"] as const;
export type DutyRule = (typeof DUTY_RULES)[number];

/**
 * The unit that answers for a class at a place. Among the entries in force that hold it: special grids
 * first, then the most specific class, then the smallest area, then priority, then id. Without an
 * entry the territory answers: the fallback of the smallest area that has one.
 */
export function routeCase(
  query: RoutingQuery,
  entries: readonly DutyEntry[],
  fallbacks: readonly FallbackOwner[],
): Routing {
  const areaIds = new Set([...areaIdsOf(query.place), ...query.extraAreaIds]);
  const fitting = entries
    .filter((entry) => areaIds.has(entry.areaId) && holds(entry, query))
    .toSorted((a, b) => compareEntries(a, b, query.categoryId));
  const entry = fitting[0] ?? null;
  if (entry) {
    const others = new Set(fitting.map((each) => each.unitId));
    others.delete(entry.unitId);
    const isTakenOver = entry.areaKind === "special_grid";
    const holding = fitting.filter((each) => !isTakenOver || each.areaKind === "special_grid");
    return {
      unitId: entry.unitId,
      by: "duty_list",
      entry,
      otherUnitIds: [...others],
      responsibleUnitIds: [...new Set(holding.map((each) => each.unitId))],
      fitting,
    };
  }
  const unitId = fallbackUnit(query.place, fallbacks);
  const by = unitId === null ? "nobody" : "fallback";
  return { unitId, by, entry, otherUnitIds: [], responsibleUnitIds: [], fitting };
}

/** The territory's own unit for a place; `null` when no area above it has one. */
export function fallbackUnit(place: Place, fallbacks: readonly FallbackOwner[]): string | null {
  for (const areaId of areaIdsOf(place)) {
    const owner = fallbacks.find((each) => each.areaId === areaId);
    if (owner) return owner.unitId;
  }
  return null;
}

const holds = (entry: DutyEntry, { categoryId, day }: RoutingQuery): boolean =>
  holdsCategory(entry.categories, categoryId) &&
  entry.validFrom <= day &&
  (entry.validTo === null || day < entry.validTo);

function compareEntries(a: DutyEntry, b: DutyEntry, categoryId: string): number {
  const { order } = compareDuties(a, b, categoryId);
  return order || (a.id < b.id ? -1 : 1);
}

type Ranked = Pick<DutyEntry, "areaKind" | "categories" | "priority">;

/**
 * Which of two entries comes first for a class that both hold (below zero: `a`), and by which rule. Zero:
 * nothing but their ids tells.
 */
export function compareDuties(
  a: Ranked,
  b: Ranked,
  categoryId: string,
): { readonly order: number; readonly by: DutyRule } {
  const left = ranksOf(a, categoryId);
  const right = ranksOf(b, categoryId);
  const at = left.findIndex((value, index) => value !== right[index]);
  if (at < 0) return { order: 0, by: "order" };
  return { order: (left[at] ?? 0) - (right[at] ?? 0), by: DUTY_RULES[at] ?? "order" };
}

const ranksOf = (entry: Ranked, categoryId: string): number[] => [
  entry.areaKind === "special_grid" ? 0 : 1,
  -classLength(entry, categoryId),
  ROUTING_AREA_KINDS.indexOf(entry.areaKind),
  entry.priority,
];

/** How much of the class id an entry names: all of it, its major, its scheme, or nothing. */
const classLength = ({ categories }: Ranked, categoryId: string): number =>
  Math.max(
    0,
    ...(categories ?? [])
      .filter((held) => holdsCategory([held], categoryId))
      .map((held) => held.length),
  );
