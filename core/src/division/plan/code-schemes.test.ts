import { expect, test } from "vitest";
import {
  assignCodes,
  checkScheme,
  CODE_SCHEME_IDS,
  CODE_SCHEMES,
  sequenceOf,
  shortCode,
  writeCode,
  type CodeSchemeId,
} from "./code-schemes.ts";
import { seededRandom } from "../solve/seeded-random.ts";

const AREA = "320281004007";
const codeIn = (id: CodeSchemeId, number: number, text: string | null = null) =>
  writeCode({ scheme: CODE_SCHEMES[id], text }, AREA, number);

test("each scheme writes its segments in their order", () => {
  expect(codeIn("STAT12+3", 7)).toBe("320281004007007");
  expect(codeIn("STAT12+5", 7)).toBe("32028100400701007");
  expect(codeIn("BJ15", 12)).toBe("320281004007012");
  expect(codeIn("CJT349-20", 7)).toBe("01000032028100400707");
  expect(codeIn("PREFIX+15", 7, "JY")).toBe("JY320281004007007");
  // As long as their names say.
  const lengths = CODE_SCHEME_IDS.map((id) => codeIn(id, 1)?.length);
  expect(lengths).toEqual([15, 17, 15, 20, 17]);
});

test("a grid is called by the number its code was written with, whatever the scheme", () => {
  for (const id of CODE_SCHEME_IDS)
    for (const number of [1, 7, 10, 42, 99]) {
      const code = codeIn(id, number) ?? "";
      expect(sequenceOf(code)).toBe(number);
      expect(code.endsWith(shortCode(code))).toBe(true);
    }
  expect(shortCode("01000032028100400707")).toBe("07");
  expect(shortCode("320281004007007")).toBe("007");
  expect([sequenceOf("007"), shortCode("WG-7"), shortCode("东区")]).toEqual([7, "7", "东区"]);
});

test("a sequence that is used up is refused, not lengthened", () => {
  expect([codeIn("STAT12+3", 999), codeIn("STAT12+3", 1000)]).toEqual(["320281004007999", null]);
  expect([codeIn("CJT349-20", 99) === null, codeIn("CJT349-20", 100)]).toEqual([false, null]);
  const order = Array.from({ length: 100 }, (_, at) => `g${at}`);
  const coding = {
    communityId: "c",
    areaCode: AREA,
    order,
    kept: new Map<string, string>(),
    used: [],
  };
  const chosen = { scheme: CODE_SCHEMES["CJT349-20"], text: null };
  expect(assignCodes({ ...coding, chosen })).toEqual({
    ok: false,
    error: { code: "division.scheme-full", communityId: "c" },
  });
});

test("the text of a scheme is as long as its segment", () => {
  const scheme = CODE_SCHEMES["PREFIX+15"];
  expect(checkScheme({ scheme, text: "JY" }).ok).toBe(true);
  for (const text of ["J", "JYX", "江阴", "j1"])
    expect(checkScheme({ scheme, text })).toMatchObject({
      error: { code: "division.scheme-text" },
    });
  expect(checkScheme({ scheme: CODE_SCHEMES.BJ15, text: "JY" }).ok).toBe(false);
});

test("no code is given twice or used again, kept ones stay, and new ones follow the order", () => {
  for (let seed = 0; seed < 200; seed++) {
    const random = seededRandom(`codes ${seed}`);
    const order = Array.from({ length: 1 + random.below(40) }, (_, at) => `g${at}`);
    const numbers = Array.from({ length: 60 }, (_, at) => at + 1).filter(
      () => random.below(2) === 0,
    );
    const used = numbers.map((number) => codeIn("STAT12+3", number) ?? "");
    const kept = new Map(
      order.flatMap((id, at) => {
        const code = used[at];
        return code !== undefined && random.below(2) === 0 ? [[id, code] as const] : [];
      }),
    );
    const chosen = { scheme: CODE_SCHEMES["STAT12+3"], text: null };
    const made = assignCodes({ chosen, communityId: "c", areaCode: AREA, order, kept, used });
    if (!made.ok) throw new Error("there are numbers enough");
    const codes = order.map((id) => made.value.get(id) ?? "");
    expect(new Set(codes).size).toBe(codes.length);
    for (const [id, code] of kept) expect(made.value.get(id)).toBe(code);
    const fresh = codes.filter((_, at) => !kept.has(order[at] ?? ""));
    expect(fresh).toEqual(fresh.toSorted());
    expect(fresh.some((code) => used.includes(code))).toBe(false);
  }
});
