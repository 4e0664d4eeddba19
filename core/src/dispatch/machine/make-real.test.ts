import { expect, test } from "vitest";
import { deadlinesOf } from "../clocks/deadlines.ts";
import { standingOf } from "../figures/case-facts.ts";
import { SEED_BOOK } from "../rules/rule-book.ts";
import {
  attempt,
  category,
  command,
  context,
  desk,
  HOUR,
  member,
  MONDAY_NINE,
  play,
  report,
} from "../test-builders.ts";
import { verbRefusal } from "./verb-refusal.ts";

const practised = report({
  channel: "desk",
  emergency: { activationId: "storm", isRehearsal: true },
});
const drill = play([[practised, desk]]);
const later = { at: MONDAY_NINE + HOUR };
const makeReal = command("make_real", {});
const asked = { ...later, category: category("event.01-02") };

test("a rehearsal is made real, and nothing else of it is another: neither state nor clocks", () => {
  const real = play([[makeReal, desk, later]], drill);
  expect(real).toEqual({
    ...drill,
    version: 2,
    updatedAt: later.at,
    emergency: { activationId: "storm", isRehearsal: false },
  });
  expect(deadlinesOf(real, SEED_BOOK)).toEqual(deadlinesOf(drill, SEED_BOOK));
  expect(standingOf(drill, deadlinesOf(drill, SEED_BOOK)).totalDueAt).toBeNull();
  expect(standingOf(real, deadlinesOf(real, SEED_BOOK)).totalDueAt).not.toBeNull();
});

test("it takes a reason, a desk, and a case that is practised", () => {
  const why = (start: typeof drill, given = makeReal, by = desk) =>
    attempt(start, given, context(by, later)).refusal?.code ?? null;
  expect(why(drill, { ...makeReal, reason: " " })).toBe("dispatch.reason-required");
  expect(why(drill, makeReal, member("grid_staff", "li"))).toBe("dispatch.not-allowed");
  expect(why(play([[makeReal, desk, later]], drill))).toBe("dispatch.not-rehearsal");
  expect(why(play([[report(), desk]]))).toBe("dispatch.not-rehearsal");
  for (const role of ["community_desk", "street_desk", "supervision_desk", "command_desk"] as const)
    expect(why(drill, makeReal, member(role))).toBeNull();
});

test("the button is there on a rehearsal alone", () => {
  const offered = (start: typeof drill) => verbRefusal(start, "make_real", desk, asked) === null;
  expect(offered(drill)).toBe(true);
  expect(offered(play([[report(), desk]]))).toBe(false);
  expect(offered(play([[makeReal, desk, later]], drill))).toBe(false);
});
