import { onDutyAt, type LocatedPerson, type WorkCalendar } from "@onegrid/core/dispatch";
import type { Db } from "@onegrid/db";
import {
  listLocatedDuties,
  listRosterLines,
  type LocatedDuty,
  type RosterLineRow,
  type StaffPositionRow,
} from "@onegrid/db/dispatch";
import { localDay } from "../../access/sessions.ts";
import { FIELD_ROLES } from "../rights/acting-duty.ts";
import { rosterDays } from "../roster/roster-week.ts";
import { rulesOf } from "../rules/rules-in-force.ts";

/** Who somebody is, what they have in hand, and when they work: what changes seldom. */
export interface PeopleBook {
  readonly dutiesOf: ReadonlyMap<string, readonly LocatedDuty[]>;
  readonly teamOf: ReadonlyMap<string, readonly RosterLineRow[]>;
  readonly calendar: WorkCalendar;
}

const teamKey = ({ areaId, role }: { readonly areaId: string; readonly role: string }): string =>
  `${areaId} ${role}`;

/** Everybody in a role that goes out whose position is there. */
export async function readPeopleBook(db: Db, now: Date): Promise<PeopleBook> {
  const duties = await listLocatedDuties(db, { roles: FIELD_ROLES, day: localDay(now) });
  const areaIds = [...new Set(duties.map(({ areaId }) => areaId))];
  const roster = await listRosterLines(db, areaIds, rosterDays(now));
  const { book } = await rulesOf(db);
  return {
    dutiesOf: grouped(duties, ({ accountId }) => accountId),
    teamOf: grouped(roster, teamKey),
    calendar: book.calendar,
  };
}

function grouped<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

/**
 * Those of the positions whose owners are on shift (在班) at an instant. Whoever is not is left out
 * here, whatever is in the store: a shift that ends tells nobody.
 */
export function peopleOnShift(
  { dutiesOf, teamOf, calendar }: PeopleBook,
  positions: readonly StaffPositionRow[],
  { now, keyOf }: { readonly now: number; readonly keyOf: (accountId: string) => number },
): Map<string, LocatedPerson> {
  const people = new Map<string, LocatedPerson>();
  // Thousands share a few shifts, and where nobody is rostered each is read once.
  const unrostered = new Map<string, boolean>();
  const isOn = (duty: LocatedDuty): boolean => {
    const team = teamOf.get(teamKey(duty)) ?? [];
    const known = team.length === 0 ? unrostered.get(duty.shift) : undefined;
    const found = known ?? onDutyAt({ ...duty, team }, now, calendar).isOn;
    if (team.length === 0) unrostered.set(duty.shift, found);
    return found;
  };
  for (const { accountId: id, position, accuracyMetres, measuredAt } of positions) {
    const duties = (dutiesOf.get(id) ?? []).filter(isOn);
    const [first] = duties;
    if (!first) continue;
    people.set(id, {
      key: keyOf(id),
      id,
      name: first.displayName,
      role: first.role,
      areaName: first.areaName,
      inHand: first.openCases,
      paths: duties.map(({ areaPath }) => areaPath),
      position,
      accuracyMetres,
      measuredAt: measuredAt.getTime(),
    });
  }
  return people;
}
