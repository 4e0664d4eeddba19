import { CASE_LEVELS } from "@onegrid/core/dispatch";
import fc from "fast-check";
import { expect, test } from "vitest";
import { NO_FILTER, QUEUE_NAMES } from "../board/case-filter.ts";
import { readFilter, writeFilter, type LinkedFilter } from "./filter-link.ts";

const filter: fc.Arbitrary<LinkedFilter> = fc.record({
  queue: fc.constantFrom(null, ...QUEUE_NAMES, "ended" as const),
  level: fc.constantFrom(null, ...CASE_LEVELS),
  isLateOnly: fc.boolean(),
  order: fc.constantFrom("newest" as const, "due" as const),
});

test("a filter that goes through a link comes back the same", () => {
  fc.assert(
    fc.property(filter, (asked) => {
      expect(readFilter(writeFilter(asked) ?? undefined)).toEqual(asked);
    }),
  );
});

test("the usual filter leaves the address short, and strange words change nothing", () => {
  expect(writeFilter(NO_FILTER)).toBeNull();
  expect(readFilter("nonsense.of.somebody")).toEqual({
    queue: null,
    level: null,
    isLateOnly: false,
    order: "newest",
  });
});

test("neither what was typed nor whose cases they are is in an address", () => {
  expect(writeFilter({ ...NO_FILTER, ...{ words: "张三", memberId: "account-7" } })).toBeNull();
});
