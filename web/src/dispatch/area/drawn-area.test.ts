import { beforeEach, expect, test } from "vitest";
import {
  addCorner,
  drawArea,
  holds,
  MOST_CORNERS,
  ringOf,
  setCorners,
  undoCorner,
  useDrawnArea,
} from "./drawn-area.ts";

beforeEach(drawArea);

const corners = () => useDrawnArea.getState().corners;

test("three corners are an area, closed by the first; the last one can be taken back", () => {
  addCorner([102, 38]);
  addCorner([103, 38]);
  expect(ringOf(corners())).toBeNull();
  expect(holds(corners(), 102.5, 38.2)).toBe(false);
  addCorner([103, 39]);
  expect(ringOf(corners())).toEqual([
    [102, 38],
    [103, 38],
    [103, 39],
    [102, 38],
  ]);
  expect([holds(corners(), 102.7, 38.3), holds(corners(), 102.1, 38.9)]).toEqual([true, false]);
  expect(holds(corners(), NaN, NaN)).toBe(false);
  undoCorner();
  expect(ringOf(corners())).toBeNull();
});

test("a line of any length fits into a request, and keeps its shape", () => {
  setCorners(
    Array.from({ length: 5000 }, (_, at) => {
      const angle = (at / 5000) * 2 * Math.PI;
      return [102 + Math.cos(angle), 38 + Math.sin(angle)];
    }),
  );
  expect(corners().length).toBeLessThanOrEqual(MOST_CORNERS);
  expect([holds(corners(), 102, 38.99), holds(corners(), 102, 39.01)]).toEqual([true, false]);
});

test("a line that grows is seen to grow", () => {
  const line: [number, number][] = [];
  const seen: unknown[] = [];
  const stop = useDrawnArea.subscribe((area, before) => {
    if (area.corners !== before.corners) seen.push(area.corners.length);
  });
  for (const at of [1, 2, 3]) {
    line.push([102 + at, 38]);
    setCorners(line);
  }
  stop();
  expect(seen).toEqual([1, 2, 3]);
});
