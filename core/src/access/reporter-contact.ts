import { roleGrants, type Role } from "./permissions.ts";

/**
 * How a reporter can be called back (报案人联系方式): given only by whoever agrees, kept sealed beside
 * the case, shown to few, gone by a day that is known from the start. Reporting without a name stays the
 * usual way.
 */
export interface ReporterContact {
  /** What to call the person by; a family name is enough. */
  readonly name: string;
  readonly phone: string;
}

/** Whole days; whichever ends first. */
export interface ContactKeeping {
  readonly daysAfterEnd: number;
  readonly daysAfterReport: number;
}

/** No contact is kept longer than this after its report, whatever is configured. */
export const LONGEST_CONTACT_DAYS = 180;

export const DEFAULT_CONTACT_KEEPING: ContactKeeping = {
  daysAfterEnd: 30,
  daysAfterReport: LONGEST_CONTACT_DAYS,
};

const DAY_MS = 86_400_000;

/**
 * When a contact is deleted, in epoch milliseconds. `endedAt` is `null` while the case is open: then
 * only the time since the report counts.
 */
export function contactPurgeAt(
  { reportedAt, endedAt }: { readonly reportedAt: number; readonly endedAt: number | null },
  { daysAfterEnd, daysAfterReport }: ContactKeeping,
): number {
  const latest = reportedAt + Math.min(daysAfterReport, LONGEST_CONTACT_DAYS) * DAY_MS;
  return endedAt === null ? latest : Math.min(latest, endedAt + daysAfterEnd * DAY_MS);
}

/** Sealed for one case: the bytes open beside no other. */
export const contactContext = (caseId: string): string => `reporter-contact:${caseId}`;

/**
 * Desks read the contacts of every case they reach: they answer callers and check what was done.
 * Whoever goes out reads that of a case in hand, and only while it is open.
 */
const WHILE_IN_HAND: readonly Role[] = ["unit_handler", "grid_staff"];

/** How far `contact.read` goes for a role; `null`: it does not have it. */
export function contactReadingOf(role: Role): "reached" | "in-hand" | null {
  if (!roleGrants(role, "contact.read")) return null;
  return WHILE_IN_HAND.includes(role) ? "in-hand" : "reached";
}
