import { expect, test } from "vitest";
import { madeResult, madeSum } from "../fixtures/made-result.ts";
import { worstRows } from "./worst-rows.ts";

const community = (id: string, states: [number, number, number]) =>
  madeSum({ id, kind: "community", parentId: "street" }, states);

test("the worst are those with the largest share uncovered, of equal ones the larger number first", () => {
  const byArea = [
    community("unknown", [10, 0, 90]),
    community("half", [50, 50, 0]),
    community("large-half", [500, 500, 0]),
    community("none", [0, 10, 0]),
    community("empty", [0, 0, 0]),
  ];
  const rows = worstRows(madeResult({ byArea }), { level: "community", areaId: null });
  expect(rows.map(({ id }) => id)).toEqual(["none", "large-half", "half", "unknown"]);
});

test("ten at most", () => {
  const byArea = Array.from({ length: 14 }, (_, at) => community(`c${at}`, [14 - at, at, 0]));
  const rows = worstRows(madeResult({ byArea }), { level: "community", areaId: null });
  expect(rows.map(({ id }) => id)).toEqual(Array.from({ length: 10 }, (_, at) => `c${13 - at}`));
});
