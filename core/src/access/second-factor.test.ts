import fc from "fast-check";
import { expect, test } from "vitest";
import { ROLES, type Role } from "./permissions.ts";
import { inFours, isFactorDemanded, makeRecoveryCode, readFactorCode } from "./second-factor.ts";

test("a second factor is asked of nobody, of administrators, or of everybody", () => {
  const asked = (policy: Parameters<typeof isFactorDemanded>[0]): Role[] =>
    ROLES.filter((role) => isFactorDemanded(policy, [role]));
  expect(asked("off")).toEqual([]);
  expect(asked("administrators")).toEqual(["administrator"]);
  expect(asked("everybody")).toEqual([...ROLES]);
  expect(isFactorDemanded("administrators", ["planner", "administrator"])).toBe(true);
  expect(isFactorDemanded("everybody", [])).toBe(true);
});

test("a one-time code is read however it is typed", () => {
  for (const typed of [
    "123456",
    " 123 456 ",
    "123-456",
    "１２３４５６",
    "123\u2014456",
    "123\u00a0456",
  ])
    expect(readFactorCode(typed)).toEqual({ kind: "one-time", code: "123456" });
  for (const typed of ["", "12345", "1234567", "12345a", "一二三四五六", "١٢٣٤٥٦"])
    expect(readFactorCode(typed)).toBeNull();
});

test("every recovery code that is made is read again, in groups and in capitals", () => {
  fc.assert(
    fc.property(fc.infiniteStream(fc.nat(1_000_000)), (numbers) => {
      const code = makeRecoveryCode((below) => Number(numbers.next().value) % below);
      expect(code).toMatch(/^[a-hjkmnp-z2-9]{12}$/);
      const typed = inFours(code, "-").toUpperCase();
      expect(typed).toMatch(/^\w{4}-\w{4}-\w{4}$/);
      expect(readFactorCode(typed)).toEqual({ kind: "recovery", code });
    }),
  );
});
