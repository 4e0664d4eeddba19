import type { HotSpotField, HotSpotsReply } from "@onegrid/core/dispatch/hot-spots-contract";
import { expect, test } from "vitest";
import type { LayerSpec, MapContext, Shape } from "../../map/index.ts";
import { MAP_PALETTES } from "../../map/palette.ts";
import { hotSpotEntry } from "./hot-spot-layers.ts";

const context: MapContext = {
  palette: MAP_PALETTES.light,
  language: "zh-CN",
  tiles: () => undefined,
};
const square = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 0],
];
const spot: HotSpotField = {
  grids: [
    { id: "g1", code: "001", name: "一网格" },
    { id: "g2", code: "002", name: "二网格" },
  ],
  position: [0.6, 0.4],
  geometry: { type: "MultiPolygon", coordinates: [[square]] },
  ...{ days: 6, since: "2026-11-19", count: 23, expected: 8.24, p: 0.001 },
  ...{ caseIds: ["a"], cards: [] },
};
const reply: HotSpotsReply = {
  ...{ day: "2026-11-24", usualDays: 90, mostDays: 14, simulations: 999, total: 400 },
  ...{ withoutGrid: 0, spots: [spot], densest: [] },
};
const found = { data: reply, error: null };

const shapesOf = (layers: readonly LayerSpec[], id: string): readonly Shape[] => {
  const source = layers.find((layer) => layer.source?.id === id)?.source;
  return source?.kind === "shapes" ? source.data.features : [];
};

test("a hot spot is its ground with crossed lines and an outline, and says how sure it is", () => {
  const layers = hotSpotEntry(found, null).layers(context);
  expect(layers.map(({ type }) => type)).toEqual(["fill", "line", "line", "symbol"]);
  expect(JSON.stringify(layers[0])).toContain("hatch-cross-");
  expect(layers[0]?.pick).toEqual({ layer: "hot-spots", isArea: true });
  expect(shapesOf(layers, "hot-spots")[0]).toMatchObject({
    geometry: { type: "MultiPolygon", coordinates: [[square]] },
    properties: { id: "g1" },
  });
  expect(shapesOf(layers, "hot-spot-labels")[0]?.geometry).toEqual({
    type: "Point",
    coordinates: [0.6, 0.4],
  });
});

test("the layer is off at first, the same object for the same state, and another where one is open", () => {
  const entry = hotSpotEntry(found, null);
  expect(entry.isOn).toBe(false);
  expect(hotSpotEntry(found, null)).toBe(entry);
  expect(JSON.stringify(hotSpotEntry(found, "g1").layers(context))).toContain('["get","id"],"g1"');
});

test("the legend names period and test, and says honestly that there is none, not yet, or no answer", () => {
  const legend = (state: Parameters<typeof hotSpotEntry>[0]) =>
    hotSpotEntry(state, null)
      .legend(MAP_PALETTES.light)
      .map(({ label, values }) => ({ label, ...(values && { values }) }));
  expect(legend(found)).toEqual([
    { label: "dispatch:hot.legend", values: { day: "2026-11-24", days: 14, usual: 90 } },
    { label: "dispatch:hot.test", values: { simulations: 999, p: 0.05 } },
  ]);
  const none = { ...reply, spots: [] };
  expect(legend({ data: none, error: null })).toEqual([
    { label: "dispatch:hot.none", values: { days: 14 } },
  ]);
  expect(hotSpotEntry({ data: none, error: null }, null).layers(context)).toEqual([]);
  expect(legend({ data: null, error: null })).toEqual([{ label: "dispatch:hot.looking" }]);
  expect(legend({ data: null, error: new Error("away") })).toEqual([
    { label: "dispatch:hot.failed" },
  ]);
});
