import fc from "fast-check";
import { expect, test } from "vitest";
import { ROLES } from "./permissions.ts";
import {
  contactContext,
  contactPurgeAt,
  contactReadingOf,
  DEFAULT_CONTACT_KEEPING,
  LONGEST_CONTACT_DAYS,
} from "./reporter-contact.ts";

const DAY_MS = 86_400_000;
const reportedAt = 1_772_413_200_000;

test("a contact goes 30 days after the end, and 180 days after the report at the latest", () => {
  const purgeAt = (endedAt: number | null): number =>
    (contactPurgeAt({ reportedAt, endedAt }, DEFAULT_CONTACT_KEEPING) - reportedAt) / DAY_MS;
  expect(purgeAt(null)).toBe(180);
  expect(purgeAt(reportedAt + 3 * DAY_MS)).toBe(33);
  expect(purgeAt(reportedAt + 170 * DAY_MS)).toBe(180);
});

test("no setting keeps one longer, and ending a case never does", () => {
  const days = fc.integer({ min: 0, max: 4000 });
  fc.assert(
    fc.property(days, days, days, (daysAfterEnd, daysAfterReport, end) => {
      const keeping = { daysAfterEnd, daysAfterReport };
      const open = contactPurgeAt({ reportedAt, endedAt: null }, keeping);
      const ended = contactPurgeAt({ reportedAt, endedAt: reportedAt + end * DAY_MS }, keeping);
      expect(open - reportedAt).toBeLessThanOrEqual(LONGEST_CONTACT_DAYS * DAY_MS);
      expect(ended).toBeLessThanOrEqual(open);
    }),
  );
});

test("two desks read contacts of what they reach, two roles of what they have in hand, no other", () => {
  const reading = (wanted: string | null): string[] =>
    ROLES.filter((role) => contactReadingOf(role) === wanted);
  expect(reading("reached")).toEqual(["command_desk", "supervision_desk"]);
  expect(reading("in-hand")).toEqual(["unit_handler", "grid_staff"]);
  expect(reading(null)).toHaveLength(ROLES.length - 4);
});

test("what a contact is sealed with names its case", () => {
  expect(contactContext("a")).not.toBe(contactContext("b"));
});
