import {
  answerByList,
  entriesByArea,
  OPEN_STATES,
  type Case,
  type PlaceNear,
} from "@onegrid/core/dispatch";
import type { DutyChangesBody, DutyMovesReply } from "@onegrid/core/dispatch/duty-list-contract";
import type { LineString, MultiLineString } from "@onegrid/core/geometry";
import type { Db } from "@onegrid/db";
import {
  findNames,
  listDutyEntries,
  listDutyPlaces,
  listGivenPlacesNear,
  listOpenCases,
  listPlacesNear,
  type PlaceToSave,
  type StoredCase,
} from "@onegrid/db/dispatch";
import { localDay } from "../../access/sessions.ts";
import { Problem } from "../../problem.ts";
import { checkDuties } from "./change-duty-list.ts";

const PAGE = 500;
const MOST_SHOWN = 50;

/** The list as it is, or as it would be: who is named where, and since when a place has which outline. */
interface List {
  readonly entries: ReturnType<typeof entriesByArea>;
  /** By id and first day. */
  readonly places: ReadonlyMap<string, PlaceNear>;
}

type Moved = Omit<DutyMovesReply["cases"][number], "number" | "categoryId">;

/** Which open cases a change of the list would make another unit's (负责单位会变); nothing is saved. */
export async function previewDutyMoves(
  db: Db,
  body: DutyChangesBody,
  now: Date,
): Promise<DutyMovesReply> {
  const today = localDay(now);
  const changes = await checkDuties(db, body, today);
  if (changes.faults.length > 0)
    throw new Problem({ code: "dispatch.duty-list-refused", faults: changes.faults });
  const lists = await listsOf(db, body, changes);
  const cases: DutyMovesReply["cases"] = [];
  let [openCases, movedCases] = [0, 0];
  for (let after = ""; ;) {
    const page = await listOpenCases(db, OPEN_STATES, { after, limit: PAGE });
    openCases += page.length;
    const near = await placesNear(db, page, changes.places);
    for (const { number, case: folded } of page) {
      const moved = movedBy(folded, near.get(folded.id) ?? [], { ...lists, today });
      if (!moved) continue;
      movedCases += 1;
      const { categoryId } = folded;
      if (cases.length < MOST_SHOWN) cases.push({ number, categoryId, ...moved });
    }
    if (page.length < PAGE) return { openCases, movedCases, cases: await named(db, cases) };
    after = page.at(-1)?.case.id ?? "";
  }
}

/** The list before and after, all in memory: it is asked four times for each open case. */
async function listsOf(
  db: Db,
  { endEntries, endPlaces }: DutyChangesBody,
  coming: Awaited<ReturnType<typeof checkDuties>>,
): Promise<{ readonly was: List; readonly will: List }> {
  const entries = await listDutyEntries(db, null);
  const places = await listDutyPlaces(db, null);
  const entryEnds = new Map(endEntries.map(({ id, validTo }) => [id, validTo]));
  const placeEnds = new Map(endPlaces.map((end) => [versionOf(end), end.validTo]));
  const ended = entries.map((each) => ({
    ...each,
    validTo: entryEnds.get(each.id) ?? each.validTo,
  }));
  const closed = places.map((each) => ({
    ...each,
    validTo: placeEnds.get(versionOf(each)) ?? each.validTo,
  }));
  return {
    was: { entries: entriesByArea(entries), places: placesBy(places) },
    will: {
      entries: entriesByArea([...ended, ...coming.entries]),
      places: placesBy([...closed, ...coming.places]),
    },
  };
}

const versionOf = ({ id, validFrom }: { readonly id: string; readonly validFrom: string }) =>
  `${id} ${validFrom}`;

const placesBy = (places: readonly PlaceToSave[]): ReadonlyMap<string, PlaceNear> =>
  new Map(
    places.map((place) => {
      const { id, code, validFrom, validTo, bufferMetres, geometry } = place;
      const line = isLine(geometry) ? geometry : null;
      const lane = line && { code, bufferMetres: bufferMetres ?? 0, line };
      return [versionOf(place), { id, validFrom, validTo, lane }];
    }),
  );

const isLine = (geometry: object): geometry is LineString | MultiLineString =>
  "type" in geometry && (geometry.type === "LineString" || geometry.type === "MultiLineString");

/** By case, the names of the versions of places round it: of the list, and of those to come. */
async function placesNear(
  db: Db,
  page: readonly StoredCase[],
  coming: readonly PlaceToSave[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const ids = page.map(({ case: { id } }) => id);
  const found = [
    ...(await listPlacesNear(db, ids)),
    ...(await listGivenPlacesNear(db, ids, coming)),
  ];
  const near = new Map<string, string[]>();
  for (const each of found) {
    const known = near.get(each.caseId) ?? [];
    near.set(each.caseId, [...known, versionOf(each)]);
  }
  return near;
}

/** Judged by the list of the day of the report; whoever answers today may have the case too. */
function movedBy(
  { place, categoryId, reportedAt }: Case,
  versions: readonly string[],
  { was, will, today }: { readonly was: List; readonly will: List; readonly today: string },
): Moved | null {
  const answer = ({ entries, places }: List, day: string): string | null => {
    const near = versions.flatMap((version) => places.get(version) ?? []);
    return answerByList({ place, categoryId, near, day }, entries);
  };
  const days = { report: localDay(new Date(reportedAt)), today };
  for (const by of ["report", "today"] as const) {
    const [before, after] = [answer(was, days[by]), answer(will, days[by])];
    if (before !== after) return { by, before, after };
  }
  return null;
}

/** With the units by their names. */
async function named(
  db: Db,
  cases: readonly DutyMovesReply["cases"][number][],
): Promise<DutyMovesReply["cases"]> {
  const ids = cases.flatMap(({ before, after }) => [before, after].filter((id) => id !== null));
  const names = await findNames(db, [], [...new Set(ids)]);
  const nameOf = (id: string | null): string | null => id && (names.get(id) ?? id);
  return cases.map((each) => ({
    ...each,
    before: nameOf(each.before),
    after: nameOf(each.after),
  }));
}
