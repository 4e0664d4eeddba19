import fc from "fast-check";
import { expect, test } from "vitest";
import {
  breakAt,
  breakAtEnd,
  CHAIN_START,
  chainText,
  type AuditFacts,
  type ChainBreak,
  type ChainedEntry,
  type ChainLink,
} from "./audit-chain.ts";

/** Stands in for SHA-256, which `core` does not have: two runs of FNV-1a over UTF-16. */
const digest = (text: string): string =>
  [0x811c9dc5, 0x01000193]
    .map((seed) =>
      Array.from({ length: text.length }, (_, at) => text.charCodeAt(at))
        .reduce((hash, code) => Math.imul(hash ^ code, 0x01000193) >>> 0, seed)
        .toString(16),
    )
    .join("-");

const facts: fc.Arbitrary<Omit<AuditFacts, "position">> = fc.record({
  at: fc.integer({ min: 0, max: 4_102_444_800_000 }).map((ms) => `${ms} ms`),
  accountId: fc.option(fc.string()),
  role: fc.option(fc.string()),
  onBehalfOf: fc.option(fc.string()),
  source: fc.option(fc.ipV4()),
  action: fc.string(),
  object: fc.string(),
  detail: fc.jsonValue(),
});

function chain(all: readonly Omit<AuditFacts, "position">[]): ChainedEntry[] {
  let last: ChainLink = CHAIN_START;
  return all.map((one, at) => {
    const entry = { ...one, position: at + 1 };
    const chained = { ...entry, hash: digest(chainText(last.hash, entry)) };
    last = chained;
    return chained;
  });
}

function firstBreak(entries: readonly ChainedEntry[], head: ChainLink): ChainBreak | null {
  let last: ChainLink = CHAIN_START;
  for (const entry of entries) {
    const broken = breakAt(last, entry, digest);
    if (broken !== null) return broken;
    last = entry;
  }
  return breakAtEnd(last, head);
}

const FIELDS = ["at", "accountId", "role", "onBehalfOf", "source", "action", "object"] as const;
const log = fc.array(facts, { minLength: 1, maxLength: 12 }).map(chain);

test("a log as it was written is whole, also after its documents came back in another order", () => {
  fc.assert(
    fc.property(log, (entries) => {
      const read: ChainedEntry[] = JSON.parse(JSON.stringify(entries));
      const turned = read.map((entry) => ({
        ...Object.fromEntries(Object.entries(entry).toReversed()),
        ...entry,
      }));
      expect(firstBreak(turned, entries.at(-1) ?? CHAIN_START)).toBeNull();
    }),
  );
});

/** A log and a place in it. */
const logAndPlace = log.chain((entries) =>
  fc.record({ entries: fc.constant(entries), at: fc.nat(entries.length - 1) }),
);
const headOf = (entries: readonly ChainedEntry[]): ChainLink => entries.at(-1) ?? CHAIN_START;
const RUNS = { numRuns: 500 };

test("whichever field is changed, the entry is named", () => {
  fc.assert(
    fc.property(logAndPlace, fc.constantFrom(...FIELDS), ({ entries, at }, field) => {
      const changed = entries.with(at, changedIn(entries, at, field));
      expect(firstBreak(changed, headOf(entries))).toEqual({ position: at + 1, why: "changed" });
    }),
    RUNS,
  );
});

test("an entry taken out is missing, also when the rest is numbered again", () => {
  fc.assert(
    fc.property(logAndPlace, ({ entries, at }) => {
      const rest = entries.toSpliced(at, 1);
      expect(firstBreak(rest, headOf(entries))).toEqual({ position: at + 1, why: "missing" });
      const closed = rest.map((entry, index) => ({ ...entry, position: index + 1 }));
      expect(firstBreak(closed, headOf(entries))?.position).toBe(at + 1);
    }),
    RUNS,
  );
});

test("two entries in each other's place: the first of them is named", () => {
  const pair = log
    .filter((entries) => entries.length > 1)
    .chain((entries) =>
      fc.record({
        entries: fc.constant(entries),
        places: fc.uniqueArray(fc.nat(entries.length - 1), { minLength: 2, maxLength: 2 }),
      }),
    );
  fc.assert(
    fc.property(pair, ({ entries, places }) => {
      const [first = 0, second = 0] = places.toSorted((a, b) => a - b);
      const swapped = entries.map((entry, at) => {
        if (at === first) return entries[second] ?? entry;
        return at === second ? (entries[first] ?? entry) : entry;
      });
      expect(firstBreak(swapped, headOf(entries))).toEqual({ position: first + 1, why: "missing" });
    }),
    RUNS,
  );
});

test("a head that was turned back does not fit the log", () => {
  fc.assert(
    fc.property(logAndPlace, ({ entries, at }) => {
      const earlier = entries[at - 1] ?? CHAIN_START;
      expect(firstBreak(entries, earlier)).not.toBeNull();
    }),
    RUNS,
  );
});

function changedIn(
  entries: readonly ChainedEntry[],
  at: number,
  field: (typeof FIELDS)[number],
): ChainedEntry {
  const entry = entries[at];
  if (entry === undefined) throw new Error("no entry");
  return { ...entry, [field]: `${entry[field] ?? ""}x` };
}
