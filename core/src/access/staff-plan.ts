import { areaNamed, type AreaFound, type StaffArea } from "./staff-cells.ts";
import type { StaffField } from "./staff-columns.ts";
import {
  readStaffRow,
  type StaffFault,
  type StaffRefusal,
  type StaffRow,
  type StaffWish,
} from "./staff-row.ts";

export interface StaffDuty {
  readonly id: string;
  readonly role: string;
  readonly areaId: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly shift: string;
}

/** An account that bears one of the list's logins. */
export interface StaffAccount {
  readonly id: string;
  readonly login: string;
  readonly displayName: string;
  readonly isClosed: boolean;
  /** Whether the asker looks after it, and whether somebody else does too. */
  readonly isMine: boolean;
  readonly isShared: boolean;
  readonly duties: readonly StaffDuty[];
}

export interface PlannedRow {
  readonly line: number;
  readonly outcome: "new" | "changed" | "unchanged" | "refused";
  readonly refusals: readonly StaffRefusal[];
  readonly wish: StaffWish | null;
  /** The duty that the row is about, when it is there already. */
  readonly dutyId: string | null;
  readonly accountId: string | null;
}

export interface StaffContext {
  /** Areas of the asker's own. */
  readonly areas: readonly StaffArea[];
  readonly accounts: readonly StaffAccount[];
  readonly ownLogin: string;
}

/**
 * What a list would do, row by row: nothing is taken away, a duty of the same person, role and area is
 * changed, every other is added. A list that was taken once changes nothing when it is taken again.
 */
export function planStaff(rows: readonly StaffRow[], context: StaffContext): PlannedRow[] {
  const accounts = new Map(context.accounts.map((account) => [account.login, account]));
  const areaCache = new Map<string, AreaFound>();
  const findArea = (text: string): AreaFound => {
    const found = areaCache.get(text) ?? areaNamed(text, context.areas);
    areaCache.set(text, found);
    return found;
  };
  const seen = { duties: new Set<string>(), names: new Map<string, string>() };
  return rows.map(({ line, cells }) => {
    const read = readStaffRow(cells, findArea);
    const refused = (refusals: readonly StaffRefusal[]): PlannedRow => ({
      line,
      outcome: "refused",
      refusals,
      wish: null,
      dutyId: null,
      accountId: null,
    });
    if (!read.ok) return refused(read.refusals);
    const { wish } = read;
    const account = accounts.get(wish.login);
    const standing = standingFault(wish, account, { seen, ownLogin: context.ownLogin });
    if (standing !== null) return refused([standing]);
    const duty = account?.duties.find(
      ({ role, areaId }) => role === wish.role && areaId === wish.areaId,
    );
    const outcome = !account ? "new" : duty && isSame(duty, wish) ? "unchanged" : "changed";
    return {
      line,
      outcome,
      refusals: [],
      wish,
      dutyId: duty?.id ?? null,
      accountId: account?.id ?? null,
    };
  });
}

/** What the list leaves open stays as it is. */
const isSame = (duty: StaffDuty, { validFrom, validTo, shift }: StaffWish): boolean =>
  (validFrom === null || duty.validFrom === validFrom) &&
  (validTo === null || duty.validTo === validTo) &&
  (shift === null || duty.shift === shift);

interface Standing {
  readonly seen: { readonly duties: Set<string>; readonly names: Map<string, string> };
  readonly ownLogin: string;
}

const of = (fault: StaffFault, field: StaffField, value: string): StaffRefusal => ({
  fault,
  field,
  value,
  near: [],
});

/** What stands against a row that is good in itself: the rows before it, and the account that is there. */
function standingFault(
  { login, displayName, role, areaId }: StaffWish,
  account: StaffAccount | undefined,
  { seen, ownLogin }: Standing,
): StaffRefusal | null {
  const key = JSON.stringify([login, role, areaId]);
  const name = seen.names.get(login) ?? displayName;
  if (name !== displayName) return { ...of("two-names", "displayName", displayName), near: [name] };
  if (seen.duties.has(key)) return of("twice", "login", login);
  seen.duties.add(key);
  seen.names.set(login, displayName);
  if (!account) return null;
  if (login === ownLogin) return of("own-account", "login", login);
  if (!account.isMine) return of("taken", "login", login);
  if (account.isShared) return of("shared", "login", login);
  if (account.isClosed) return of("closed", "login", login);
  return account.displayName === displayName
    ? null
    : { ...of("other-name", "displayName", displayName), near: [account.displayName] };
}
