import type { Position } from "@onegrid/core/geometry";
import { lasting, type MapEntry } from "../../map/index.ts";
import { alertColors } from "../board/alert-colors.ts";
import type { CaseTable } from "../board/case-table.ts";
import { toSend, type BatchState } from "./batch-store.ts";

/** A line from where each person starts to each case they would get. It shows who, not the way. */
export const batchEntry = lasting((batch: BatchState, table: CaseTable): MapEntry | null => {
  const lines = toSend(batch).flatMap(({ caseId, choice }): Position[][] => {
    const row = table.rowOf(caseId) ?? -1;
    const [toLng = NaN, toLat = NaN] = [table.lng[row], table.lat[row]];
    const from = choice.position;
    return Number.isNaN(toLng) || from === null
      ? []
      : [
          [
            [from[0], from[1]],
            [toLng, toLat],
          ],
        ];
  });
  if (lines.length === 0) return null;
  return {
    id: "case-batch",
    title: "dispatch:batch.title",
    group: "dispatch",
    isOn: true,
    legend: (palette) => [
      {
        label: "dispatch:batch.line",
        swatch: { kind: "line", color: alertColors(palette).responder, width: 2.5, dash: [1, 2] },
      },
    ],
    layers: ({ palette }) => [
      {
        band: "draft",
        id: "case-batch-lines",
        type: "line",
        source: {
          kind: "shapes",
          id: "case-batch-lines",
          data: {
            type: "FeatureCollection",
            features: [
              {
                type: "Feature",
                geometry: { type: "MultiLineString", coordinates: lines },
                properties: {},
              },
            ],
          },
        },
        layout: { "line-cap": "round" },
        paint: {
          "line-color": alertColors(palette).responder,
          "line-width": 2.5,
          "line-opacity": 0.85,
          "line-dasharray": [1, 2],
        },
      },
    ],
  };
});
