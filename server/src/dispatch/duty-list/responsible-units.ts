import {
  areaIdsOf,
  laneAt,
  routeCase,
  type Case,
  type Place,
  type Routing,
} from "@onegrid/core/dispatch";
import type { Position } from "@onegrid/core/geometry";
import type { Db } from "@onegrid/db";
import {
  findDutyPlacesAt,
  findTeamArea,
  hasDutyList,
  listDutyEntriesFor,
  type NamedDutyEntry,
} from "@onegrid/db/dispatch";
import { localDay } from "../../access/sessions.ts";
import { FIELD_ROLES } from "../rights/acting-duty.ts";

/** A case as far as it is asked who answers for it. */
export interface Routed {
  readonly place: Place;
  readonly categoryId: string;
  /** Area ids from the root down. */
  readonly scopePath: readonly string[];
}

export interface RoutedOnDay extends Omit<Routing, "fitting"> {
  readonly fitting: readonly NamedDutyEntry[];
  /** Whether the district has a duty list (责任清单) that day; without one it decides nothing. */
  readonly hasList: boolean;
  /** What the area, grid or place is called that the entry is for. */
  readonly placeName: string | null;
  /** The team of the territory (属地), which takes what nobody owns (兜底). */
  readonly fallbackUnitId: string | null;
}

/** The lane (街巷) that owns a point on a day. */
export async function laneOn(
  db: Db,
  position: Position | null,
  day: string,
): Promise<string | null> {
  return position && laneAt(position, (await findDutyPlacesAt(db, position, day)).lanes);
}

/** Who answers for a class at a place by the duty list of a day; what nobody owns is the territory's. */
export async function routeOn(db: Db, routed: Routed, day: string): Promise<RoutedOnDay> {
  const { categoryId, scopePath } = routed;
  const { position } = routed.place;
  const found = position ? await findDutyPlacesAt(db, position, day) : { areaIds: [], lanes: [] };
  // Of that day: a case from before the lanes were drawn has none of its own.
  const place = { ...routed.place, laneId: position && laneAt(position, found.lanes) };
  const query = { place, categoryId, extraAreaIds: found.areaIds, day };
  const areaIds = [...areaIdsOf(place), ...found.areaIds];
  const entries = await listDutyEntriesFor(db, { areaIds, day });
  const fallbackUnitId = await findTeamArea(db, areaIdsOf(routed.place), FIELD_ROLES);
  const fallbacks =
    fallbackUnitId === null ? [] : [{ areaId: fallbackUnitId, unitId: fallbackUnitId }];
  const rootId = scopePath[0] ?? place.districtId;
  const hasList = entries.length > 0 || (await hasDutyList(db, { rootId, day }));
  const routing = routeCase(query, entries, fallbacks);
  const named = new Map(entries.map((entry) => [entry.id, entry]));
  const fitting = routing.fitting.flatMap(({ id }) => named.get(id) ?? []);
  const placeName = fitting[0]?.areaName ?? null;
  return { ...routing, fitting, placeName, hasList, fallbackUnitId };
}

export interface DispatchRight {
  /** `null`: no list, so nobody is refused for it. */
  readonly responsibleUnitIds: readonly string[] | null;
  readonly fallbackUnitId: string | null;
}

/**
 * Whom a case may be sent to without a reason. It is judged by the list of the day of its report; whoever
 * answers today may have it too.
 */
export async function responsibleUnits(
  db: Db,
  folded: Pick<Case, "place" | "categoryId" | "reportedAt">,
  { scopePath, now }: { readonly scopePath: readonly string[]; readonly now: Date },
): Promise<DispatchRight> {
  const days = new Set([localDay(new Date(folded.reportedAt)), localDay(now)]);
  const routed: RoutedOnDay[] = [];
  for (const day of days) routed.push(await routeOn(db, { ...folded, scopePath }, day));
  const held = routed.filter(({ hasList }) => hasList);
  return {
    responsibleUnitIds:
      held.length === 0
        ? null
        : [...new Set(held.flatMap(({ responsibleUnitIds }) => responsibleUnitIds))],
    fallbackUnitId: routed.at(-1)?.fallbackUnitId ?? null,
  };
}
