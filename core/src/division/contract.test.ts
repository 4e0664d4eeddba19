import { expect, expectTypeOf, test } from "vitest";
import { Value } from "typebox/value";
import { EditBody, type DivisionIntent } from "./contract.ts";
import type { DivisionEdit } from "./edit/edit-division.ts";

test("every intent that passes the contract is an edit that core understands", () => {
  expectTypeOf<DivisionIntent>().toExtend<DivisionEdit>();
});

test("accepts an intent and refuses one with a wrong preset or without units", () => {
  const body = (intent: unknown) => ({ revision: 3, idempotencyKey: "k-1234567", intent });
  const split = {
    edit: "split-grid",
    gridId: "001",
    count: 2,
    preset: "standard",
    seed: "1",
    effort: 1,
  };
  expect(Value.Check(EditBody, body(split))).toBe(true);
  expect(Value.Check(EditBody, body({ ...split, preset: "magic" }))).toBe(false);
  expect(Value.Check(EditBody, body({ edit: "assign-units", unitIds: [], gridId: "001" }))).toBe(
    false,
  );
});
