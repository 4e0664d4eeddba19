import { expect, test } from "vitest";
import { DatabaseUnavailable, isUnavailable } from "./database-unavailable.ts";

test("a lost connection is known by pg's words and codes, and by what the pool makes of them", () => {
  const reset = Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
  expect(isUnavailable(reset)).toBe(true);
  expect(isUnavailable(new DatabaseUnavailable(reset, true))).toBe(true);
  expect(isUnavailable(new Error("Connection terminated unexpectedly"))).toBe(true);
  const duplicate = Object.assign(new Error("duplicate key value"), { code: "23505" });
  expect(isUnavailable(duplicate)).toBe(false);
});
