import { expect, test } from "vitest";
import { encodeGbk } from "./gbk.ts";

test("what is written as GBK is read as GBK", () => {
  const text = "和谐社区第3网格 㐀（红色驿站）·é";
  const known = Array.from(text)
    .filter((character) => encodeGbk(character) !== null)
    .join("");
  expect(known).toContain("和谐社区第3网格");
  const bytes = encodeGbk(known);
  expect(new TextDecoder("gbk").decode(bytes ?? undefined)).toBe(known);
  expect(encodeGbk("户")).toEqual(Buffer.from([0xbb, 0xa7]));
});

test("a character that GBK does not have is not made into another one", () => {
  expect(encodeGbk("𠮷")).toBeNull();
  expect(encodeGbk("🙂")).toBeNull();
});
