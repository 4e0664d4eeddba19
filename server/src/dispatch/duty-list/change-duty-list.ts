import { randomUUID } from "node:crypto";
import {
  dutyPlaceId,
  findEndFault,
  findEntryFaults,
  findPlaceFaults,
  type DutyFault,
} from "@onegrid/core/dispatch";
import type {
  DutyChangesBody,
  DutySavedReply,
  PlacedDutyFault,
} from "@onegrid/core/dispatch/duty-list-contract";
import { createGeometryCheck } from "@onegrid/core/ingest";
import type { Db } from "@onegrid/db";
import {
  endDutyEntries,
  endDutyPlaces,
  findScopeOf,
  lockDutyList,
  saveDutyEntries,
  saveDutyPlaces,
  type EntryToSave,
  type PlaceToSave,
} from "@onegrid/db/dispatch";
import { writeAudit } from "../../access/audit.ts";
import { localDay } from "../../access/sessions.ts";
import { Problem } from "../../problem.ts";
import { knownDuties, wholeBox, type ScopedDuties } from "./known-duties.ts";

interface Saving {
  readonly accountId: string | null;
  readonly now: Date;
}

/**
 * Adds to the duty list (责任清单) and ends what is in it, all together or not at all. What ends is out of
 * the way of what comes: a place gets another outline by ending on the day the new one begins.
 */
export const saveDuties = (
  db: Db,
  body: DutyChangesBody,
  { accountId, now }: Saving,
): Promise<DutySavedReply> =>
  db.transaction().execute(async (trx) => {
    await lockDutyList(trx);
    const today = localDay(now);
    const changes = await checkDuties(trx, body, today);
    if (changes.faults.length > 0)
      throw new Problem({ code: "dispatch.duty-list-refused", faults: changes.faults });
    const written = { accountId, at: now };
    await endDutyPlaces(trx, body.endPlaces, written);
    await endDutyEntries(trx, body.endEntries, written);
    await saveDutyPlaces(trx, changes.places, written);
    await saveDutyEntries(trx, changes.entries, written);
    const saved = {
      places: changes.places.length,
      entries: changes.entries.length,
      ended: body.endEntries.length + body.endPlaces.length,
    };
    await writeAudit(trx, {
      accountId,
      action: "dispatch.duty-list-change",
      object: "duty-list",
      detail: {
        ...saved,
        added: changes.entries.slice(0, MOST_TOLD).map(({ id }) => id),
        endedIds: [...body.endEntries, ...body.endPlaces].slice(0, MOST_TOLD).map(({ id }) => id),
      },
    });
    return saved;
  });

/** The trail names so many of them; the rows themselves say by whom and when. */
const MOST_TOLD = 100;

export interface CheckedDuties {
  readonly faults: readonly PlacedDutyFault[];
  readonly places: readonly PlaceToSave[];
  readonly entries: readonly EntryToSave[];
}

/** What of a change is wrong, and what it would write. */
export async function checkDuties(
  trx: Db,
  body: DutyChangesBody,
  today: string,
): Promise<CheckedDuties> {
  const before = await knownDuties(trx, today);
  const ends = endFaults(body, before, today);
  const placed = await checkPlaces(trx, body, withEnds(before, body));
  const entered = checkEntries(body, placed.known);
  return {
    faults: [...ends, ...placed.faults, ...entered.faults],
    places: placed.places,
    entries: entered.entries,
  };
}

const at = (part: keyof DutyChangesBody, index: number, faults: readonly DutyFault[]) =>
  faults.map((fault): PlacedDutyFault => ({ part, index, ...fault }));

function endFaults(body: DutyChangesBody, known: ScopedDuties, today: string) {
  const fault = (current: ScopedDuties["places"][number] | undefined, end: EndAsked) => {
    const found = findEndFault(current, { ...end, today });
    return found ? [found] : [];
  };
  return [
    ...body.endEntries.flatMap((end, index) => {
      const isTwice = body.endEntries.findIndex(({ id }) => id === end.id) < index;
      const current = isTwice ? undefined : known.entries.find(({ id }) => id === end.id);
      return at("endEntries", index, fault(current, end));
    }),
    ...body.endPlaces.flatMap((end, index) => {
      const isSame = (each: { id: string; validFrom: string }): boolean =>
        each.id === end.id && each.validFrom === end.validFrom;
      const isTwice = body.endPlaces.findIndex(isSame) < index;
      return at("endPlaces", index, fault(isTwice ? undefined : known.places.find(isSame), end));
    }),
  ];
}

interface EndAsked {
  readonly id: string;
  readonly validTo: string;
}

/** The list as it is once what ends has ended. */
function withEnds(known: ScopedDuties, { endEntries, endPlaces }: DutyChangesBody): ScopedDuties {
  const entryEnds = new Map(endEntries.map(({ id, validTo }) => [id, validTo]));
  const placeEnds = new Map(endPlaces.map((end) => [`${end.id} ${end.validFrom}`, end.validTo]));
  return {
    ...known,
    entries: known.entries.map((each) => ({
      ...each,
      validTo: entryEnds.get(each.id) ?? each.validTo,
    })),
    places: known.places.map((each) => ({
      ...each,
      validTo: placeEnds.get(`${each.id} ${each.validFrom}`) ?? each.validTo,
    })),
  };
}

async function checkPlaces(trx: Db, { places }: DutyChangesBody, before: ScopedDuties) {
  const district = await wholeBox(trx);
  const check = createGeometryCheck({ crs: "EPSG:4326", axisOrder: "xy", district });
  let known = before;
  const faults: PlacedDutyFault[] = [];
  const saved: PlaceToSave[] = [];
  for (const [index, place] of places.entries()) {
    const wrong = findPlaceFaults(place, known.places);
    const placed = await shapeOf(trx, check?.(place.geometry));
    if (wrong.length > 0 || "fault" in placed) {
      const found = "fault" in placed ? [placed] : [];
      faults.push(...at("places", index, wrong.length > 0 ? wrong : found));
      continue;
    }
    const { kind, code, name } = place;
    const id = dutyPlaceId(kind, code);
    saved.push({ ...place, id, ...placed });
    const target = { kind, id, code, name, scopeId: placed.scopeId };
    known = {
      ...known,
      places: [...known.places, { ...place, id }],
      targets: [...known.targets, target],
    };
  }
  return { known, faults, places: saved };
}

type CheckedShape = ReturnType<NonNullable<ReturnType<typeof createGeometryCheck>>>;

/** An outline that is right, with the smallest area that holds it. */
async function shapeOf(
  trx: Db,
  shape: CheckedShape | undefined,
): Promise<DutyFault | Pick<PlaceToSave, "geometry" | "scopeId">> {
  if (!shape?.ok) return { fault: "not-read", field: "geometry", value: shape?.error.code ?? "" };
  const { geometry } = shape.value;
  const scopeId = await findScopeOf(trx, geometry);
  return scopeId === null
    ? { fault: "outside", field: "geometry", value: "" }
    : { geometry, scopeId };
}

function checkEntries({ entries }: DutyChangesBody, before: ScopedDuties) {
  let known = before;
  const faults: PlacedDutyFault[] = [];
  const saved: EntryToSave[] = [];
  for (const [index, entry] of entries.entries()) {
    const wrong = findEntryFaults(entry, known);
    const target = known.targets.find(
      ({ id, kind }) => id === entry.areaId && kind === entry.areaKind,
    );
    if (wrong.length > 0 || !target) {
      faults.push(...at("entries", index, wrong));
      continue;
    }
    const id = randomUUID();
    saved.push({ ...entry, id, scopeId: target.scopeId });
    known = { ...known, entries: [...known.entries, { ...entry, id }] };
  }
  return { faults, entries: saved };
}
