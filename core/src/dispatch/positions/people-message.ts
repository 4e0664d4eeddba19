import { isInScope } from "../../access/index.ts";
import type { Bbox, Position } from "../../geometry/index.ts";
import type { EpochMs } from "../model/model.ts";
import type { PeopleMessage } from "../position-contract.ts";

/** Somebody on shift (在班) whose position is known. */
export interface LocatedPerson {
  /** A short number that stands for the account on the stream of one process. */
  readonly key: number;
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly areaName: string;
  /** Cases dispatched to them that are not resolved yet (手上几件). */
  readonly inHand: number;
  /** Of each duty that they are on shift in: area ids from the root down. */
  readonly paths: readonly (readonly string[])[];
  readonly position: Position;
  readonly accuracyMetres: number;
  readonly measuredAt: EpochMs;
}

/** What decides whom a screen is shown: many screens may have the same. */
export interface PeopleViewer {
  /** Area ids in which its holder may locate staff (`staff.locate`). */
  readonly scope: readonly string[];
  /** The same from the duties alone, whatever was asked for: the second wall. */
  readonly seen: readonly string[];
  readonly box: Bbox;
}

/** Somebody before and after a look at the store; `null`: not there, or not on shift. */
export interface PersonChange {
  readonly before: LocatedPerson | null;
  readonly after: LocatedPerson | null;
}

/** Whether a screen is shown somebody: by a duty of theirs within its scope, and by where they are. */
export function seesPerson(
  { scope, seen, box: [west, south, east, north] }: PeopleViewer,
  { paths, position: [lng, lat] }: LocatedPerson,
): boolean {
  return (
    lng >= west &&
    lng <= east &&
    lat >= south &&
    lat <= north &&
    paths.some((path) => isInScope(scope, path) && isInScope(seen, path))
  );
}

/** Everybody a screen is shown, for one that has just come or has missed something. */
export function wholeMessage(
  viewer: PeopleViewer,
  people: Iterable<LocatedPerson>,
  at: EpochMs,
): PeopleMessage {
  const shown = [...people].filter((person) => seesPerson(viewer, person));
  return {
    at,
    isWhole: true,
    who: shown.map(whoOf),
    moved: shown.map(moveOf),
    gone: [],
  };
}

/** What a screen is told of changes; `null`: nothing of it is for it. */
export function changeMessage(
  viewer: PeopleViewer,
  changes: readonly PersonChange[],
  at: EpochMs,
): PeopleMessage | null {
  const who: PeopleMessage["who"] = [];
  const moved: PeopleMessage["moved"] = [];
  const gone: PeopleMessage["gone"] = [];
  for (const { before, after } of changes) {
    const was = before !== null && seesPerson(viewer, before);
    if (after !== null && seesPerson(viewer, after)) {
      if (!was || !isSameWho(before, after)) who.push(whoOf(after));
      if (!was || !isSamePlace(before, after)) moved.push(moveOf(after));
    } else if (was) gone.push(before.key);
  }
  if (who.length + moved.length + gone.length === 0) return null;
  return { at, isWhole: false, who, moved, gone };
}

/** What differs between two looks, by account. */
export function changesBetween(
  before: ReadonlyMap<string, LocatedPerson>,
  after: ReadonlyMap<string, LocatedPerson>,
): PersonChange[] {
  const changes: PersonChange[] = [];
  for (const [id, now] of after) {
    const was = before.get(id) ?? null;
    if (was === null || !isSamePlace(was, now) || !isSameWho(was, now) || !isSameReach(was, now))
      changes.push({ before: was, after: now });
  }
  for (const [id, was] of before) if (!after.has(id)) changes.push({ before: was, after: null });
  return changes;
}

const isSamePlace = (a: LocatedPerson, b: LocatedPerson): boolean => a.measuredAt === b.measuredAt;

const isSameWho = (a: LocatedPerson, b: LocatedPerson): boolean =>
  a.key === b.key &&
  a.inHand === b.inHand &&
  a.name === b.name &&
  a.role === b.role &&
  a.areaName === b.areaName;

const isSameReach = (a: LocatedPerson, b: LocatedPerson): boolean =>
  a.paths === b.paths || JSON.stringify(a.paths) === JSON.stringify(b.paths);

const whoOf = ({
  key,
  id,
  name,
  role,
  areaName,
  inHand,
}: LocatedPerson): PeopleMessage["who"][number] => ({ key, id, name, role, areaName, inHand });

/** A metre is about 0.00001°; nobody is known better than that. */
const degrees = (value: number): number => Math.round(value * 1e5) / 1e5;

const moveOf = ({
  key,
  position: [lng, lat],
  accuracyMetres,
  measuredAt,
}: LocatedPerson): PeopleMessage["moved"][number] => [
  key,
  degrees(lng),
  degrees(lat),
  Math.round(accuracyMetres),
  Math.floor(measuredAt / 1000),
];
