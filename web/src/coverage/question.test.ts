import { assert, constantFrom, integer, oneof, property, record } from "fast-check";
import { expect, test } from "vitest";
import {
  DEFAULT_QUESTION,
  PRESETS,
  queryOf,
  readQuestion,
  writeQuestion,
  type Limit,
  type Question,
} from "./question.ts";

const anyLimit = oneof(
  integer({ min: 100, max: 3000 }).map((metres): Limit => ({ basis: "distance", metres })),
  record({
    minutes: integer({ min: 1, max: 60 }),
    profile: constantFrom("adult", "slow", "wheelchair"),
    metresPerSecond: constantFrom(0.8, 1.25, 1.3),
  }).map((parts): Limit => ({ basis: "time", ...parts })),
);
const NOTHING = {
  limit: null,
  gates: null,
  kinds: null,
  at: null,
  service: null,
  scenario: null,
  against: null,
};

const anyQuestion = record({
  limit: anyLimit,
  gates: constantFrom("optimistic", "pessimistic"),
  kinds: constantFrom(null, ["red_station"] as const, ["red_station", "worker_stop"] as const),
  at: constantFrom(null, "Tue 20:00", "holiday 09:30", "2026-10-01 10:00"),
  service: constantFrom(null, "助餐", "补水充电"),
  scenario: constantFrom(null, "0f1e-2d"),
  against: constantFrom(null, "a_b"),
}).map((question): Question => question);

test("a question survives its way through an address", () => {
  assert(
    property(anyQuestion, (question) => {
      expect(readQuestion(writeQuestion(question))).toEqual({ question, isWhole: true });
    }),
  );
});

test("the usual question leaves the address as it is", () => {
  expect(writeQuestion(DEFAULT_QUESTION)).toEqual(NOTHING);
});

test("what cannot be read stays as usual, and is told", () => {
  for (const limit of ["m", "m99999", "t10", "t10,runner,1.25", "t10,adult,9", "t0,adult,1.25"]) {
    const read = readQuestion({ ...NOTHING, limit });
    expect(read).toEqual({ question: DEFAULT_QUESTION, isWhole: false });
  }
  const kinds = readQuestion({ ...NOTHING, kinds: "red_station,airport" });
  expect(kinds.isWhole).toBe(false);
  expect(readQuestion({ ...NOTHING, at: "Tue-29:00" }).isWhole).toBe(false);
});

test("the server is asked for exactly what the presets say", () => {
  const asked = PRESETS.map(({ limit }) => queryOf({ ...DEFAULT_QUESTION, limit }));
  expect(asked).toEqual([
    { basis: "distance", metres: 500, gates: "optimistic" },
    { basis: "time", minutes: 10, profile: "adult", speed: 1.25, gates: "optimistic" },
    { basis: "time", minutes: 10, profile: "slow", speed: 0.8, gates: "optimistic" },
  ]);
  expect(queryOf({ ...DEFAULT_QUESTION, at: "Tue 20:00", service: "助餐" })).toMatchObject({
    at: "Tue 20:00",
    service: "助餐",
  });
  expect(queryOf({ ...DEFAULT_QUESTION, kinds: ["red_station", "worker_stop"] }).kinds).toBe(
    "red_station,worker_stop",
  );
});
