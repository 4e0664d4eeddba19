import { expect, test } from "vitest";
import { isLogin, mayBecomeLogin } from "./login.ts";

test("a login begins with a small letter and has two characters at least", () => {
  expect(["li.na", "wy001", "a-", "a".repeat(40)].filter((each) => !isLogin(each))).toEqual([]);
  const others = ["", "a", "王芳", "1005", "Li.na", "li na", ".a", "a".repeat(41)];
  expect(others.filter(isLogin)).toEqual([]);
});

test("a login on its way is not wrong, a name in Chinese is", () => {
  expect(["", "l", "li"].filter((each) => !mayBecomeLogin(each))).toEqual([]);
  expect(["王", "1", "王芳", "l "].filter(mayBecomeLogin)).toEqual([]);
});
