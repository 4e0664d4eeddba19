import { isDutyInForce, type DatedDuty } from "./explain.ts";
import { isInScope, mayAt, PERMISSIONS, type Permission, type Role } from "./permissions.ts";

/** A duty that somebody is to have. Days are `YYYY-MM-DD`, `validTo` is the day after the last. */
export interface WantedDuty {
  readonly role: Role;
  readonly areaId: string;
  readonly validFrom: string;
  readonly validTo: string | null;
}

/**
 * The duties of somebody once exactly the wanted ones hold inside a scope: what lies outside stays,
 * and a duty that is named again keeps its classes. The store does the same (`replaceDuties`).
 */
export function dutiesAfter<D extends DatedDuty>(
  before: readonly D[],
  wanted: readonly WantedDuty[],
  by: {
    readonly scope: readonly string[];
    /** Makes a duty that was not there. */
    readonly make: (duty: WantedDuty, nth: number) => D;
  },
): D[] {
  const inside = before.filter(({ areaPath }) => isInScope(by.scope, areaPath));
  const outside = before.filter((duty) => !inside.includes(duty));
  const given = wanted.flatMap((duty, nth) => {
    const same = inside.filter(({ role, areaId }) => role === duty.role && areaId === duty.areaId);
    const { validFrom, validTo } = duty;
    return same.length > 0
      ? same.map((each) => ({ ...each, validFrom, validTo }))
      : [by.make(duty, nth)];
  });
  return [...outside, ...given];
}

const keyOf = ({ role, areaId, categories }: DatedDuty): string =>
  JSON.stringify([role, areaId, categories.toSorted()]);

const inForceKeys = (duties: readonly DatedDuty[], day: string): string =>
  [...new Set(duties.filter((duty) => isDutyInForce(duty, day)).map(keyOf))].toSorted().join();

/** The first day from today on which the two sets differ; today when they never do. */
export function firstDifference(
  before: readonly DatedDuty[],
  after: readonly DatedDuty[],
  today: string,
): string {
  const days = [...before, ...after]
    .flatMap(({ validFrom, validTo }) => [validFrom, validTo ?? today])
    .filter((day) => day > today);
  return (
    [today, ...new Set(days.toSorted())].find(
      (day) => inForceKeys(before, day) !== inForceKeys(after, day),
    ) ?? today
  );
}

export interface PermissionChange {
  readonly areaId: string;
  readonly gained: readonly Permission[];
  readonly lost: readonly Permission[];
}

/** What may be done more and what less, in every area of the duties, by the rule of `mayAt`. */
export function permissionChanges(
  before: readonly DatedDuty[],
  after: readonly DatedDuty[],
  day: string,
): PermissionChange[] {
  const subject = (duties: readonly DatedDuty[]) => ({
    accountId: "",
    duties: duties.filter((duty) => isDutyInForce(duty, day)),
  });
  const [was, will] = [subject(before), subject(after)];
  const areas = new Map([...before, ...after].map(({ areaId, areaPath }) => [areaId, areaPath]));
  return [...areas].flatMap(([areaId, path]) => {
    const differing = PERMISSIONS.filter(
      (permission) => mayAt(was, permission, path) !== mayAt(will, permission, path),
    );
    if (differing.length === 0) return [];
    const gained = differing.filter((permission) => mayAt(will, permission, path));
    return [{ areaId, gained, lost: differing.filter((each) => !gained.includes(each)) }];
  });
}
