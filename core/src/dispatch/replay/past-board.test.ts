import fc from "fast-check";
import { expect, test } from "vitest";
import { CASE_LEVELS, CASE_STATES, HANDLING_STEPS, SEVERITIES } from "../model/model.ts";
import { decodePastBoard, encodePastBoard, type PastBoard } from "../replay-contract.ts";

const instant = fc.integer({ min: 1_500_000_000_000, max: 1_900_000_000_000 });
const degrees = (most: number) =>
  fc.integer({ min: -most * 1e7, max: most * 1e7 }).map((value) => value / 1e7);
const orNull = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null });
const word = fc.constantFrom("a", "b", "滨河社区", "d");

const pastCase = (id: fc.Arbitrary<string>) =>
  fc.record({
    id,
    number: fc.string({ unit: "grapheme", maxLength: 20 }),
    version: fc.integer({ min: 1, max: 100_000 }),
    state: fc.constantFrom(...CASE_STATES),
    step: orNull(fc.constantFrom(...HANDLING_STEPS)),
    level: fc.constantFrom(...CASE_LEVELS),
    categoryId: word,
    severity: fc.constantFrom(...SEVERITIES),
    place: fc.record({
      position: orNull(fc.tuple(degrees(180), degrees(90))),
      address: fc.string({ unit: "grapheme" }),
      communityId: orNull(word),
    }),
    reportedAt: instant,
    updatedAt: instant,
    assignee: orNull(
      fc
        .record({ unitId: orNull(word), memberId: orNull(word) })
        .filter(({ unitId, memberId }) => unitId !== null || memberId !== null),
    ),
    assigneeName: orNull(word),
    isRehearsal: fc.boolean(),
    isRunning: fc.boolean(),
    yellowAt: orNull(instant),
    dueAt: orNull(instant),
  });

const onDuty = fc.array(fc.record({ dutyId: word, name: word, role: word, areaId: word }));

const boardOf = (id: fc.Arbitrary<string>) =>
  fc.record({
    instant,
    cases: fc.uniqueArray(pastCase(id), { selector: (one) => one.id }),
    hasMore: fc.boolean(),
    pending: fc.nat(),
    onDuty: orNull(onDuty),
  });

// Any encoding does, as long as both sides have the same: here two bytes for each unit.
const writeText = (text: string): Uint8Array =>
  Uint8Array.from(
    text.split("").flatMap((unit) => [unit.charCodeAt(0) >> 8, unit.charCodeAt(0) & 0xff]),
  );
const readText = (bytes: Uint8Array): string =>
  Array.from({ length: bytes.length / 2 }, (_, at) =>
    String.fromCharCode(((bytes[2 * at] ?? 0) << 8) | (bytes[2 * at + 1] ?? 0)),
  ).join("");
const written = (board: PastBoard): Uint8Array => encodePastBoard(board, writeText);

test("what is written is what is read, to the millisecond, whatever the ids", () => {
  for (const id of [fc.uuid(), fc.string({ minLength: 1 })])
    fc.assert(
      fc.property(boardOf(id), (board) => {
        expect(decodePastBoard(written(board), readText)).toEqual(board);
      }),
    );
});

test("other bytes are refused, and fewer", () => {
  const [board] = fc.sample(
    boardOf(fc.uuid()).filter(({ cases }) => cases.length > 0),
    { numRuns: 1, seed: 5 },
  );
  if (!board) throw new Error("no board");
  const bytes = written(board);
  expect(() => decodePastBoard(bytes.subarray(0, -1), readText)).toThrow("cut short");
  expect(() => decodePastBoard(bytes.with(3, 9), readText)).toThrow("no past board");
});
