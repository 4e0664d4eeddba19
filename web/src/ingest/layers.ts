import type { PlanTrial } from "@onegrid/core/ingest";
import type { LayerSpec, MapContext, MapEntry, Shapes, ShapeSource } from "../map/index.ts";
import { included, type LayerDraft } from "./drafts.ts";
import type { IngestState } from "./store.ts";

const shapesOf = new WeakMap<PlanTrial, Shapes>();

/** The same object for the same trial: the map is sent it once. */
function shapes(trial: PlanTrial): Shapes {
  const known = shapesOf.get(trial);
  if (known !== undefined) return known;
  const made: Shapes = {
    type: "FeatureCollection",
    features: trial.preview.map((geometry) => ({ type: "Feature", geometry, properties: {} })),
  };
  shapesOf.set(trial, made);
  return made;
}

/** What is about to be imported, where it would come to lie. */
export function ingestEntries({ files, activeKey, stage }: IngestState): readonly MapEntry[] {
  if (stage.kind !== "plan" && stage.kind !== "run") return [];
  const drafts = included(files);
  return [
    {
      id: "ingest-preview",
      title: "ingest:entry",
      group: "ingest",
      isOn: true,
      legend: (palette) => [
        {
          label: "ingest:legend.active",
          swatch: { kind: "fill", color: `${palette.draft}66`, outline: palette.draft },
        },
        {
          label: "ingest:legend.other",
          swatch: { kind: "fill", color: `${palette.gridFill}44`, outline: palette.gridFill },
        },
      ],
      layers: (context) =>
        drafts.flatMap((draft, at) => draftLayers(draft, at, draft.key === activeKey, context)),
    },
  ];
}

function draftLayers(
  { trial, key }: LayerDraft,
  at: number,
  isActive: boolean,
  { palette }: MapContext,
): LayerSpec[] {
  const source: ShapeSource = { kind: "shapes", id: `ingest-${key}`, data: shapes(trial) };
  const from = { band: isActive ? "draft" : "data", source } as const;
  const color = isActive ? palette.draft : palette.gridFill;
  return [
    {
      ...from,
      id: `ingest-${at}-fill`,
      type: "fill",
      filter: ["==", ["geometry-type"], "Polygon"],
      paint: { "fill-color": color, "fill-opacity": isActive ? 0.3 : 0.16 },
    },
    {
      ...from,
      id: `ingest-${at}-line`,
      type: "line",
      filter: ["!=", ["geometry-type"], "Point"],
      layout: { "line-join": "round", "line-cap": "round" },
      paint: { "line-color": color, "line-width": isActive ? 1.8 : 1, "line-opacity": 0.9 },
    },
    {
      ...from,
      id: `ingest-${at}-point`,
      type: "circle",
      filter: ["==", ["geometry-type"], "Point"],
      paint: {
        "circle-color": color,
        "circle-radius": isActive ? 4.5 : 3,
        "circle-stroke-color": palette.halo,
        "circle-stroke-width": 1,
      },
    },
  ];
}
