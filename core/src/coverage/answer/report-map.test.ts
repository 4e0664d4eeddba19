import { expect, test } from "vitest";
import { frameSheet } from "../../division/index.ts";
import { boxPolygon, type Position } from "../../geometry/index.ts";
import { drawReportMap, REPORT_STYLE, type ReportMapInput } from "./report-map.ts";

const ground = boxPolygon([121, 31, 121.02, 31.02]);
const frame = frameSheet([ground], { widthMm: 190, heightMm: 110, marginMm: 4 });
const at = (x: number, y: number): Position => [121 + x, 31 + y];
const input: ReportMapInput = {
  frame,
  land: [{ kind: "water", geometry: boxPolygon([121.001, 31.001, 121.002, 31.002]) }],
  ways: [
    { class: "primary", geometry: { type: "LineString", coordinates: [at(0, 0), at(0.02, 0.02)] } },
  ],
  areas: [ground],
  reached: {
    type: "MultiPolygon",
    coordinates: [boxPolygon([121, 31, 121.01, 31.02]).coordinates],
  },
  buildings: [
    { position: at(0.005, 0.01), state: "covered" },
    { position: at(0.015, 0.01), state: "uncovered" },
    { position: at(0.018, 0.01), state: "uncovered" },
    { position: at(0.019, 0.019), state: "not-computable" },
    { position: at(3, 3), state: "covered" },
  ],
  stations: [at(0.005, 0.012)],
  marks: [{ text: "1", position: at(0.015, 0.01) }],
};

/** Dots of one state. */
const dots = (svg: string, state: keyof typeof REPORT_STYLE): number =>
  [...svg.matchAll(/<path d="([^"]*)" ([^>]*)/g)]
    .filter(([, , style = ""]) => style.includes(`stroke="${REPORT_STYLE[state]}"`))
    .flatMap(([, data = ""]) => data.match(/h\.01/g) ?? []).length;

test("every building on the paper is one dot in the colour of its state, those off it are none", () => {
  const { svg } = drawReportMap(input);
  expect([dots(svg, "covered"), dots(svg, "uncovered"), dots(svg, "not-computable")]).toEqual([
    1, 2, 1,
  ]);
});

test("homes that nobody reaches lie above those that are reached", () => {
  const { svg } = drawReportMap(input);
  const place = (state: "covered" | "uncovered"): number =>
    svg.indexOf(`stroke="${REPORT_STYLE[state]}"`);
  expect(place("covered")).toBeGreaterThan(0);
  expect(place("uncovered")).toBeGreaterThan(place("covered"));
});

test("the numbers of the table stand at their places, and the scale is written out", () => {
  const { labels } = drawReportMap(input);
  const [x, y] = frame.place(at(0.015, 0.01));
  expect(labels).toContainEqual(expect.objectContaining({ text: "1", x, y }));
  expect(labels.some(({ text }) => /\d (m|km)$/.test(text))).toBe(true);
});

test("the same input draws the same bytes, and nothing in it is not a number", () => {
  expect(drawReportMap(input)).toEqual(drawReportMap(input));
  expect(drawReportMap(input).svg).not.toMatch(/NaN|undefined|Infinity/);
});
