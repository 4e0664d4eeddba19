import { expect, test } from "vitest";
import { DatabaseUnavailable, lossOf } from "./database-unavailable.ts";

test("a lost connection is known by pg's words and codes, and by what the pool makes of them", () => {
  const reset = Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
  expect(lossOf(reset)).toBe("db.restarting");
  expect(lossOf(new DatabaseUnavailable(reset, true))).toBe("db.restarting");
  expect(lossOf(new Error("Connection terminated unexpectedly"))).toBe("db.restarting");
  const duplicate = Object.assign(new Error("duplicate key value"), { code: "23505" });
  expect(lossOf(duplicate)).toBeUndefined();
});

test("a full disk is told from a database that comes back by itself", () => {
  const full = Object.assign(new Error("could not extend file"), { code: "53100" });
  expect(lossOf(full)).toBe("db.disk-full");
  expect(lossOf(new DatabaseUnavailable(full, false))).toBe("db.disk-full");
});
