import { Value } from "typebox/value";
import { expect, test } from "vitest";
import { commandFrom, CommandBody, ReportCaseBody } from "./contract.ts";
import { place } from "./test-builders.ts";
import { TRANSITIONS } from "./machine/transitions.ts";
import { PROBLEM_LABELS } from "./contract/problem-labels.ts";

const header = { expectedVersion: 1, idempotencyKey: "0123-4567" };

test("there is a body for every verb but the report", () => {
  const verbs = CommandBody.anyOf.map((each) => each.properties.verb.const);
  const wanted = TRANSITIONS.map((each) => each.verb).filter((verb) => verb !== "report");
  expect(verbs.toSorted()).toEqual(wanted.toSorted());
});

test("a command is told apart by its verb and takes no fields of another", () => {
  const dispatch = {
    ...header,
    verb: "dispatch",
    fields: {
      assignee: { unitId: "u", memberId: null },
      recommendationId: null,
      overrideReason: null,
    },
  };
  expect(Value.Check(CommandBody, dispatch)).toBe(true);
  expect(Value.Check(CommandBody, { ...dispatch, verb: "accept" })).toBe(false);
  expect(Value.Check(CommandBody, { ...header, verb: "accept", fields: {} })).toBe(true);
  expect(Value.Check(CommandBody, { ...header, verb: "launch", fields: {} })).toBe(false);
  expect(Value.Check(CommandBody, { verb: "accept", fields: {}, expectedVersion: 1 })).toBe(false);
});

test("a report with swapped coordinates out of range is refused", () => {
  const body = {
    idempotencyKey: "0123-4567",
    categoryId: "event.01-02",
    description: "",
    channel: "public",
  };
  expect(Value.Check(ReportCaseBody, { ...body, position: [102.19, 38.52] })).toBe(true);
  expect(Value.Check(ReportCaseBody, { ...body, position: [38.52, 102.19] })).toBe(false);
  expect(Value.Check(ReportCaseBody, { ...body, address: "新华路" })).toBe(true);
});

test("placeholders in the sentences are well formed and the same in both languages", () => {
  // A value that is words has one for each language.
  const names = (text: string) =>
    [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]?.replace(/(Zh|En)$/, ""));
  for (const { zh, en } of Object.values(PROBLEM_LABELS)) expect(names(en)).toEqual(names(zh));
});

test("a body becomes a command, and a move takes the place that was found", () => {
  const accept = commandFrom({ ...header, verb: "accept", fields: {}, note: "马上到" });
  expect(accept).toEqual({
    verb: "accept",
    fields: {},
    note: "马上到",
    reason: null,
    deviceAt: null,
    devicePosition: null,
  });
  const move = {
    ...header,
    verb: "relocate",
    fields: { position: null, address: "北门" },
  } as const;
  expect(commandFrom(move, place)).toMatchObject({ verb: "relocate", fields: { place } });
  expect(() => commandFrom(move)).toThrow("a move needs the place");
});
