import { expect, test } from "vitest";
import { csvCell, csvOf } from "./csv-cell.ts";

test("what a spreadsheet would run as a formula is a text", () => {
  for (const sign of ["=", "+", "-", "@", "\t", "\r"])
    expect(csvCell(`${sign}HYPERLINK("x")`)).toMatch(/^"?'/);
  expect(csvCell("第3网格")).toBe("第3网格");
  expect(csvCell(-3)).toBe("-3");
});

test("commas, quotes and line breaks stay inside their cell; nothing is an empty one", () => {
  expect(csvOf(["a", "b"], [['1,2 "x"', null]])).toBe('\uFEFFa,b\r\n"1,2 ""x""",\r\n');
});
