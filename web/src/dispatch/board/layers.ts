import { CASE_STATES } from "@onegrid/core/dispatch";
import type { OpenGrid } from "@onegrid/core/dispatch/open-cases-contract";
import { currentLanguage, type Language } from "../../i18n/index.ts";
import {
  LABEL_FONT_BOLD,
  lasting,
  type LayerSpec,
  type LegendItem,
  type MapEntry,
  type MapPalette,
  type PointLook,
  type PointRows,
  type Shapes,
  type ShapeSource,
} from "../../map/index.ts";
import { alertColors } from "./alert-colors.ts";
import { countShapes } from "./case-shapes.ts";
import type { CaseTable } from "./case-table.ts";
import { STATE_COLORS, stateSign } from "./case-words.ts";
import { countCommunities, countGrids, type CountPlace } from "./count-cases.ts";
import { CASE_LAYER } from "./desk-store.ts";

/** Below the first zoom the map shows numbers by community, below the second by grid, then the cases. */
const GRIDS_FROM_ZOOM = 13;
const POINTS_FROM_ZOOM = 14.4;

export interface CasesShown {
  readonly table: CaseTable;
  /** The rows of the queue. */
  readonly rows: readonly number[];
  readonly places: readonly CountPlace[];
  readonly grids: ReadonlyMap<string, OpenGrid>;
  readonly now: number;
  /** An instant at which the clocks stand still; left out, the rings follow the clock of the device. */
  readonly stillAt?: number;
}

/** The cases of the queue. Identical input, identical entry: see `map-entries.ts`. */
export function casesEntry(shown: CasesShown): MapEntry {
  const points = pointRows(shown);
  return {
    id: "cases",
    title: "dispatch:map.entry",
    group: "dispatch",
    isOn: true,
    legend: caseLegend,
    layers: ({ palette, language }) => {
      const communities = countShapes(countCommunities(shown, shown.places));
      const grids = countShapes(countGrids(shown, shown.grids, shown.places));
      return [
        ...countLayers("case-counts", communities, { palette, to: GRIDS_FROM_ZOOM }),
        ...countLayers("case-grid-counts", grids, {
          palette,
          from: GRIDS_FROM_ZOOM,
          to: POINTS_FROM_ZOOM,
        }),
        {
          type: "points",
          id: "cases-point",
          band: "overlay",
          minZoom: POINTS_FROM_ZOOM,
          pick: { layer: CASE_LAYER },
          points,
          look: lookOf(palette, language),
          opacity: 1,
          ...(shown.stillAt === undefined ? {} : { stillAt: shown.stillAt }),
        },
      ];
    },
  };
}

/** The columns themselves, and which of their rows are drawn. */
function pointRows({ table, rows }: CasesShown): PointRows {
  const shown = new Uint8Array(table.state.length);
  for (const row of rows) shown[row] = 1;
  const { revision, end, lng, lat, state: kind, soonAt, dueAt } = table;
  return {
    revision,
    end,
    lng,
    lat,
    kind,
    shown,
    soonAt,
    dueAt,
    changedSince: (since) => table.changedSince(since),
    idOf: (row) => table.ids[row] ?? "",
  };
}

/** The same object for the same theme and language: its signs are drawn once. */
const lookOf = lasting((palette: MapPalette, language: Language): PointLook => {
  const alert = alertColors(palette);
  return {
    kinds: CASE_STATES.map((state) => ({
      color: STATE_COLORS[state],
      sign: stateSign(state, language),
    })),
    outline: palette.halo,
    soon: alert.soon,
    late: alert.late,
    radius: [
      [14.2, 7],
      [15, 9],
      [18, 13],
    ],
  };
});

function caseLegend(palette: MapPalette): readonly LegendItem[] {
  const alert = alertColors(palette);
  return [
    ...LEGEND_STATES.map(([state, label]): LegendItem => ({
      label,
      swatch: {
        kind: "point",
        color: STATE_COLORS[state],
        outline: palette.halo,
        sign: stateSign(state, currentLanguage()),
      },
    })),
    {
      label: "dispatch:map.late",
      swatch: { kind: "point", color: palette.ground, outline: alert.late, sign: "!" },
    },
    {
      label: "dispatch:map.soon",
      swatch: { kind: "point", color: palette.ground, outline: alert.soon },
    },
  ];
}

const LEGEND_STATES = [
  ["reported", "dispatch:queue.intake"],
  ["verifying", "dispatch:map.verifying"],
  ["filed", "dispatch:queue.assign"],
  ["dispatched", "dispatch:map.dispatched"],
  ["in_progress", "dispatch:queue.work"],
  ["resolved", "dispatch:queue.check"],
  ["parked", "dispatch:queue.parked"],
  ["closed", "dispatch:queue.ended"],
] as const;

/** Pixels up from the middle of a community: its name stands there. */
const ABOVE_NAME: [number, number] = [0, -22];

interface CountLook {
  readonly palette: MapPalette;
  readonly from?: number;
  readonly to: number;
}

function countLayers(
  id: string,
  data: Shapes,
  { palette, from: minZoom, to }: CountLook,
): LayerSpec[] {
  const alert = alertColors(palette);
  const source: ShapeSource = { kind: "shapes", id, data };
  const zooms = { ...(minZoom === undefined ? {} : { minZoom }), maxZoom: to };
  const from = { band: "overlay", source, ...zooms } as const;
  return [
    {
      ...from,
      id: `${id}-disc`,
      type: "circle",
      paint: {
        "circle-color": palette.ground,
        "circle-opacity": 0.92,
        "circle-radius": ["interpolate", ["linear"], ["get", "all"], 1, 11, 30, 16, 200, 22],
        "circle-translate": ABOVE_NAME,
        "circle-stroke-color": ["case", [">", ["get", "late"], 0], alert.late, palette.label],
        "circle-stroke-width": 2,
      },
    },
    {
      ...from,
      id: `${id}-number`,
      type: "symbol",
      layout: {
        "text-field": ["to-string", ["get", "all"]],
        "text-font": LABEL_FONT_BOLD,
        "text-size": 11.5,
        "text-allow-overlap": true,
        "text-ignore-placement": true,
      },
      paint: { "text-color": palette.label, "text-translate": ABOVE_NAME },
    },
    {
      ...from,
      id: `${id}-late`,
      type: "symbol",
      filter: [">", ["get", "late"], 0],
      layout: {
        "text-field": ["concat", "!", ["to-string", ["get", "late"]]],
        "text-font": LABEL_FONT_BOLD,
        "text-size": 11.5,
        "text-anchor": "left",
        "text-offset": [1, -0.9],
        "text-allow-overlap": true,
        "text-ignore-placement": true,
      },
      paint: {
        "text-color": alert.late,
        "text-halo-color": palette.halo,
        "text-halo-width": 1.6,
        "text-translate": ABOVE_NAME,
      },
    },
  ];
}
