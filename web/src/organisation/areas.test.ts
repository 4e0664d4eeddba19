import { expect, test } from "vitest";
import { areaRows, rootAreas, type Area } from "./areas.ts";

const area = (id: string, parentId: string | null, rest: Partial<Area>): Area => ({
  id,
  kind: "community",
  code: id,
  name: id,
  pinyin: "",
  initials: "",
  parentId,
  bbox: [0, 0, 1, 1],
  center: [0, 0],
  households: 0,
  buildings: 0,
  ...rest,
});

const AREAS = [
  area("c2", "s1", { name: "利民社区", pinyin: "li min she qu", initials: "lmsq" }),
  area("c1", "s1", { name: "西湖社区", pinyin: "xi hu she qu", initials: "xhsq" }),
  area("s1", "d", { kind: "street", name: "滨江街道", code: "36" }),
  area("d", "elsewhere", { kind: "district", name: "西湖区" }),
];
const ids = (words: string): string[] => areaRows(AREAS, words).map(({ area: { id } }) => id);

test("the tree comes as rows, by code, the unseen parent being the top", () => {
  expect(areaRows(AREAS).map(({ area: { id }, depth }) => [id, depth])).toEqual([
    ["d", 0],
    ["s1", 1],
    ["c1", 2],
    ["c2", 2],
  ]);
  expect(rootAreas(AREAS).map(({ id }) => id)).toEqual(["d"]);
  expect(rootAreas([])).toEqual([]);
  // Of two districts neither speaks for the other, and what lies above the reader's part is not there.
  const two = [area("b", "gone", { kind: "street" }), area("a", null, { kind: "district" })];
  expect(rootAreas([...AREAS, ...two]).map(({ id }) => id)).toEqual(["a", "d", "b"]);
});

test("words match name, pinyin, initials and code, and keep what is above", () => {
  for (const words of ["利民", "li min", "limin", "lms", "c2"])
    expect(ids(words)).toEqual(["d", "s1", "c2"]);
  expect(ids("36")).toEqual(["d", "s1"]);
  expect(ids("没有")).toEqual([]);
});
