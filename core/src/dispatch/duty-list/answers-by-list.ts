import { laneAt, type NearLane } from "./duty-place.ts";
import { routeCase, type DutyEntry } from "../advice/routing.ts";
import { areaIdsOf, type Place } from "../model/model.ts";

/** A version of a place of the duty list that holds a point, or of a lane that may be near enough. */
export interface PlaceNear {
  readonly id: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  /** `null`: no lane. */
  readonly lane: Omit<NearLane, "id"> | null;
}

export interface AnswerAsked {
  readonly place: Place;
  readonly categoryId: string;
  readonly near: readonly PlaceNear[];
  /** ISO day whose list is asked. */
  readonly day: string;
}

export type EntriesByArea = ReadonlyMap<string, readonly DutyEntry[]>;

export function entriesByArea(entries: readonly DutyEntry[]): EntriesByArea {
  const byArea = new Map<string, DutyEntry[]>();
  for (const entry of entries) {
    const known = byArea.get(entry.areaId);
    if (known) known.push(entry);
    else byArea.set(entry.areaId, [entry]);
  }
  return byArea;
}

/**
 * The unit that a list names for a case on a day; `null`: none, so the territory (属地) takes it. The same
 * as routing does, of many cases and of lists that are not saved.
 */
export function answerByList(
  { place, categoryId, near, day }: AnswerAsked,
  entries: EntriesByArea,
): string | null {
  const { position } = place;
  const held = near.filter(
    ({ validFrom, validTo }) => validFrom <= day && (validTo === null || day < validTo),
  );
  const lanes = held.flatMap(({ id, lane }) => (lane === null ? [] : [{ ...lane, id }]));
  const extraAreaIds = held.flatMap(({ id, lane }) => (lane === null ? [id] : []));
  // Of that day: a case from before the lanes were drawn has none of its own.
  const placed = { ...place, laneId: position && laneAt(position, lanes) };
  const named = [...areaIdsOf(placed), ...extraAreaIds].flatMap((id) => entries.get(id) ?? []);
  return routeCase({ place: placed, categoryId, extraAreaIds, day }, named, []).unitId;
}
