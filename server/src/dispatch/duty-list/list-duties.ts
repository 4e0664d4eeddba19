import type { DutyChoicesReply, DutyListReply } from "@onegrid/core/dispatch/duty-list-contract";
import type { Sight } from "@onegrid/core/access";
import { readAs, type Db } from "@onegrid/db";
import {
  findNames,
  listDutyEntries,
  listDutyPlaces,
  listDutyTargets,
  type DutyPlaceRow,
} from "@onegrid/db/dispatch";
import { localDay } from "../../access/sessions.ts";
import { dutyUnits } from "./known-duties.ts";

interface Asked {
  readonly scope: readonly string[];
  readonly sight: Sight;
  readonly now: Date;
}

/** The duty list (责任清单) as far as it concerns somebody's areas, days that are over included. */
export async function listDuties(db: Db, { scope, sight, now }: Asked): Promise<DutyListReply> {
  const { entries, places } = await readAs(db, sight, async (trx) => ({
    entries: await listDutyEntries(trx, scope),
    places: await listDutyPlaces(trx, scope),
  }));
  const scopes = places.map(({ scopeId }) => scopeId);
  const names = await findNames(
    db,
    [],
    [...new Set([...entries.map(({ unitId }) => unitId), ...scopes])],
  );
  return {
    today: localDay(now),
    entries: entries.map(({ categories, ...entry }) => ({
      ...entry,
      unitName: names.get(entry.unitId) ?? entry.unitId,
      categories: categories && [...categories],
    })),
    places: places.map(({ scopeId, geometry, ...place }) => ({
      ...place,
      areaName: names.get(scopeId) ?? "",
      geometry: shapeOf(geometry),
    })),
  };
}

/** Outlines are polygons and lines: the store holds nothing else. */
const shapeOf = (geometry: DutyPlaceRow["geometry"]) => ({
  type: geometry.type,
  coordinates: [...geometry.coordinates],
});

/** What a new entry may name. */
export async function dutyChoices(db: Db, now: Date): Promise<DutyChoicesReply> {
  const day = localDay(now);
  const targets = await listDutyTargets(db, day);
  return {
    units: await dutyUnits(db, targets, day),
    targets: targets.map(({ kind, id, code, name }) => ({ kind, id, code, name })),
  };
}
