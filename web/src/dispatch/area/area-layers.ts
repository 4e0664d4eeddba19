import type { Position } from "@onegrid/core/geometry";
import { lasting, type MapEntry, type Shape, type ShapeSource } from "../../map/index.ts";
import { ringOf } from "./drawn-area.ts";

/** The drawn area with its corners, while there are few enough to be set by hand. */
export const areaEntry = lasting((corners: readonly Position[]): MapEntry | null => {
  if (corners.length === 0) return null;
  const source: ShapeSource = {
    kind: "shapes",
    id: "drawn-area",
    data: { type: "FeatureCollection", features: shapesOf(corners) },
  };
  return {
    id: "drawn-area",
    title: "dispatch:area.title",
    group: "dispatch",
    isOn: true,
    legend: (palette) => [
      {
        label: "dispatch:area.title",
        swatch: { kind: "line", color: palette.draft, width: 2.5, dash: [2, 1] },
      },
    ],
    layers: ({ palette }) => [
      {
        band: "draft",
        id: "drawn-area-fill",
        type: "fill",
        source,
        filter: ["==", ["geometry-type"], "Polygon"],
        paint: { "fill-color": palette.draft, "fill-opacity": 0.12 },
      },
      {
        band: "draft",
        id: "drawn-area-line",
        type: "line",
        source,
        filter: ["!=", ["geometry-type"], "Point"],
        paint: { "line-color": palette.draft, "line-width": 2.5, "line-dasharray": [2, 1] },
      },
      {
        band: "draft",
        id: "drawn-area-corners",
        type: "circle",
        source,
        filter: ["==", ["geometry-type"], "Point"],
        paint: {
          "circle-radius": 4,
          "circle-color": palette.draft,
          "circle-stroke-color": palette.halo,
          "circle-stroke-width": 1.5,
        },
      },
    ],
  };
});

const MOST_MARKED = 40;

function shapesOf(corners: readonly Position[]): Shape[] {
  const ring = ringOf(corners);
  const marked = corners.length > MOST_MARKED ? [] : corners;
  const around: Shape["geometry"] =
    ring === null
      ? { type: "LineString", coordinates: corners.map(plain) }
      : { type: "Polygon", coordinates: [ring.map(plain)] };
  return [
    { type: "Feature", properties: {}, geometry: around },
    ...marked.map((corner): Shape => ({
      type: "Feature",
      properties: {},
      geometry: { type: "Point", coordinates: plain(corner) },
    })),
  ];
}

const plain = ([lng, lat]: Position): [number, number] => [lng, lat];
