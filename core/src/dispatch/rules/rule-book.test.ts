import fc from "fast-check";
import { expect, test } from "vitest";
import { category } from "../test-builders.ts";
import { CATEGORIES, isInForce } from "./categories.ts";
import { DEFAULT_LIMITS } from "./limit-seed.ts";
import {
  bookOf,
  categoriesOn,
  editionFor,
  findCategory,
  SEED_BOOK,
  seedVersions,
  type CategoryRule,
  type RuleVersion,
} from "./rule-book.ts";

const { id: _id, validFrom: _from, validTo: _to, ...rule } = category("event.01-02");
const DAYS = ["2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01", "2026-05-01"] as const;
const PROBES = ["2025-12-31", ...DAYS, "2026-01-31", "2026-02-28", "2026-04-30", "2027-01-01"];
const IDS = ["event.77-01", "event.77-02"] as const;

const named = (zh: string): CategoryRule => ({ ...rule, name: { zh, en: zh } });

/** Changes in the order of their editions, each of one class from one day on. */
const changes = fc
  .array(
    fc.record({
      id: fc.constantFrom(...IDS),
      validFrom: fc.constantFrom(...DAYS),
      isRetired: fc.boolean(),
    }),
    { maxLength: 12 },
  )
  .map((list) =>
    list.map(({ id, validFrom, isRetired }, at): RuleVersion => ({
      kind: "category",
      id,
      validFrom,
      edition: at + 1,
      rule: isRetired ? null : named(`第 ${at + 1} 版`),
    })),
  );

/** What holds on a day, by going through everything that was ever said. */
function slowly(rows: readonly RuleVersion[], asked: { id: string; day: string; edition: number }) {
  let said: RuleVersion | undefined;
  for (const row of rows) {
    if (row.id !== asked.id || row.edition > asked.edition || row.validFrom > asked.day) continue;
    const isLater =
      said === undefined ||
      row.validFrom > said.validFrom ||
      (row.validFrom === said.validFrom && row.edition > said.edition);
    if (isLater) said = row;
  }
  return said?.rule ?? null;
}

test("a class as of a day and an edition equals a slow look through all that was said", () => {
  const law = fc.property(changes, fc.integer({ min: 0, max: 12 }), (rows, edition) => {
    const book = bookOf(rows, edition);
    for (const id of IDS) {
      for (const day of PROBES) {
        const found = findCategory(book, id, day);
        const told = found && isInForce(found, day) ? found.name.zh : null;
        const said = slowly(rows, { id, day, edition });
        expect(told).toBe(said !== null && "name" in said ? said.name.zh : null);
      }
    }
  });
  fc.assert(law, { numRuns: 400, seed: 3 });
});

test("versions of a class never overlap, whatever was saved in whichever order", () => {
  const law = fc.property(changes, fc.integer({ min: 0, max: 40 }), (rows, seed) => {
    const shuffled = rows.toSorted(
      (a, b) => ((a.edition * 7 + seed) % 11) - ((b.edition * 7 + seed) % 11),
    );
    const book = bookOf(shuffled);
    expect(book).toEqual(bookOf(rows));
    for (const day of PROBES) {
      const ids = categoriesOn(book, day).map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });
  fc.assert(law, { numRuns: 300, seed: 5 });
});

test("an edition that comes later leaves what was known before as it was", () => {
  const law = fc.property(changes, fc.integer({ min: 0, max: 12 }), (rows, edition) => {
    const until = rows.filter((row) => row.edition <= edition);
    expect(bookOf(rows, edition)).toEqual(bookOf(until));
  });
  fc.assert(law, { numRuns: 200, seed: 9 });
});

test("the first edition is the seed, in the order of its tree", () => {
  expect(SEED_BOOK.categories).toEqual(CATEGORIES);
  expect(SEED_BOOK.limits).toHaveLength(DEFAULT_LIMITS.length);
  expect(SEED_BOOK.limits).toEqual(expect.arrayContaining([...DEFAULT_LIMITS]));
  expect(SEED_BOOK.edition).toBe(1);
  expect(SEED_BOOK.calendar.version).toBe(1);
  expect(SEED_BOOK.calendar.days["2026-10-01"]).toBe("holiday");
});

test("a correction of the calendar holds from its edition on, and not before", () => {
  const seed = seedVersions();
  const { id: _calendarId, version: _version, ...calendar } = SEED_BOOK.calendar;
  const corrected: RuleVersion = {
    kind: "calendar",
    id: "office",
    validFrom: "2000-01-01",
    edition: 2,
    rule: { ...calendar, days: { ...calendar.days, "2026-03-07": "workday" } },
  };
  const rows = [...seed, corrected];
  expect(bookOf(rows).calendar.days["2026-03-07"]).toBe("workday");
  expect(bookOf(rows).calendar.version).toBe(2);
  expect(bookOf(rows, 1).calendar.days["2026-03-07"]).toBeUndefined();
});

test("an open case goes by the newest edition, an ended one by that of its end", () => {
  const editions = [
    { edition: 1, savedAt: 0 },
    { edition: 2, savedAt: 100 },
    { edition: 3, savedAt: 200 },
  ];
  expect(editionFor(editions, true, 50)).toBe(3);
  expect(editionFor(editions, false, 50)).toBe(1);
  expect(editionFor(editions, false, 100)).toBe(2);
  expect(editionFor(editions, false, 999)).toBe(3);
});
