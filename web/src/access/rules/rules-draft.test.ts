import type { RuleChange } from "@onegrid/core/dispatch";
import { beforeEach, expect, test } from "vitest";
import { dropChanges, keepChange, keepChanges, makingWay, useRulesDraft } from "./rules-draft.ts";

const retired = (id: string, validFrom: string): RuleChange => ({
  ...{ kind: "category", id, validFrom, rule: null },
});
const limit = (id: string, note: string): RuleChange => ({
  ...{ kind: "limit", id, validFrom: "2026-12-01" },
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what a limit says is none of this test's business
  rule: { note } as unknown as Extract<RuleChange, { kind: "limit" }>["rule"],
});

beforeEach(dropChanges);

test("what waits and would make way for something else is named; the same said again is not", () => {
  keepChange(retired("event.01-02", "2026-12-01"));
  keepChange(limit("a", "mine"));
  keepChange(limit("b", "same"));
  const given = [
    retired("event.01-02", "2026-12-02"),
    limit("a", "theirs"),
    limit("b", "same"),
    limit("c", "new"),
  ];
  expect(makingWay(given).map(({ id }) => id)).toEqual(["a"]);
  keepChanges(given);
  expect(makingWay(given)).toEqual([]);
  expect(useRulesDraft.getState().changes).toHaveLength(5);
});
