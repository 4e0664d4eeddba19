import { expect, test } from "vitest";
import { newCaseId } from "./new-case-id.ts";

test("an id says the second of its report, and nothing else of it twice", () => {
  const at = Date.UTC(2026, 10, 23, 8, 30, 15, 678);
  const ids = Array.from({ length: 1000 }, () => newCaseId(at));
  expect(new Set(ids).size).toBe(1000);
  for (const id of ids) {
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16)).toBe(at - 678);
  }
});

test("a report from before 1970 has an id like any other", () => {
  expect(newCaseId(-5000)).toMatch(/^00000000-0000-7/);
});
