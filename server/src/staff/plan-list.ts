import { createHash } from "node:crypto";
import { NEEDED_FIELDS, planStaff, type PlannedRow, type StaffField } from "@onegrid/core/access";
import type { StaffPlanReply, StaffPlanRow } from "@onegrid/core/access/staff-contract";
import type { Db } from "@onegrid/db";
import { listStaffAccounts, listStaffAreas } from "@onegrid/db/access";
import type { StaffList } from "./read-list.ts";

/** The administrator at work, and the areas whose people they look after. */
export interface StaffAsker {
  readonly accountId: string;
  readonly login: string;
  readonly scope: readonly string[];
}

export interface StaffPlan {
  readonly rows: readonly PlannedRow[];
  /** Login and name of each row as they stand in the list, so that a refused one can be found. */
  readonly names: readonly Readonly<Record<"login" | "displayName", string>>[];
  readonly digest: string;
}

/** What a list would do now, with columns read as chosen. A column about the person is never read. */
export async function planList(
  db: Db,
  list: StaffList,
  asked: { readonly columns: readonly (StaffField | null)[]; readonly by: StaffAsker },
): Promise<StaffPlan> {
  const { columns, by } = asked;
  const at = (field: StaffField): number =>
    columns.findIndex((each, nth) => each === field && list.guesses[nth] !== "personal");
  const places = [...NEEDED_FIELDS, "shift" as const, "validFrom" as const, "lastDay" as const].map(
    (field) => ({ field, column: at(field) }),
  );
  const rows = list.rows.map(({ line, cells }) => ({
    line,
    cells: Object.fromEntries(places.map(({ field, column }) => [field, cells[column] ?? ""])),
  }));
  const logins = rows.map(({ cells }) =>
    (cells["login"] ?? "").normalize("NFKC").trim().toLowerCase(),
  );
  const planned = planStaff(rows, {
    areas: await listStaffAreas(db, by.scope),
    accounts: await listStaffAccounts(db, [...new Set(logins)], by.scope),
    ownLogin: by.login,
  });
  const digest = createHash("sha256").update(JSON.stringify(planned)).digest("base64url");
  const names = rows.map(({ cells }) => ({
    login: cells["login"] ?? "",
    displayName: cells["displayName"] ?? "",
  }));
  return { rows: planned, names, digest };
}

const countOf = (rows: readonly PlannedRow[], outcome: PlannedRow["outcome"]): number =>
  rows.filter((row) => row.outcome === outcome).length;

export const newLogins = (rows: readonly PlannedRow[]): string[] => [
  ...new Set(rows.flatMap(({ outcome, wish }) => (outcome === "new" && wish ? [wish.login] : []))),
];

export const planReply = ({ rows, names, digest }: StaffPlan): StaffPlanReply => ({
  digest,
  counts: {
    new: countOf(rows, "new"),
    changed: countOf(rows, "changed"),
    unchanged: countOf(rows, "unchanged"),
    refused: countOf(rows, "refused"),
  },
  accounts: newLogins(rows).length,
  rows: rows.map((row, nth) => rowReply(row, names[nth])),
});

const NOTHING = {
  login: "",
  displayName: "",
  role: null,
  areaName: "",
  validFrom: null,
  validTo: null,
  shift: null,
};

function rowReply(
  { line, outcome, refusals, wish }: PlannedRow,
  names: StaffPlan["names"][number] | undefined,
): StaffPlanRow {
  // A row that holds somebody's number is told by its line alone.
  const isPersonal = refusals.some(({ fault }) => fault === "personal");
  const shown = wish ?? { ...NOTHING, ...(isPersonal ? {} : names) };
  const { login, displayName, role, areaName, validFrom, validTo, shift } = shown;
  return {
    line,
    outcome,
    login,
    displayName,
    role,
    areaName,
    validFrom,
    validTo,
    shift,
    refusals: refusals.map(({ near, ...refusal }) => ({ ...refusal, near: [...near] })),
  };
}
