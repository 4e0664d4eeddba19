import type { TextKey } from "../i18n/index.ts";
import type { MapContext, MapEntry } from "./entry.ts";
import type { LayerSpec } from "./layer-spec.ts";

const USES: readonly {
  readonly use: "residential" | "mixed" | "other";
  readonly label: TextKey;
}[] = [
  { use: "residential", label: "map:legend.residential" },
  { use: "mixed", label: "map:legend.mixed" },
  { use: "other", label: "map:legend.otherUse" },
];

function buildingLayers({ palette, tiles }: MapContext): readonly LayerSpec[] {
  const source = tiles("buildings");
  if (source === undefined) return [];
  const from = { band: "base", source, sourceLayer: "buildings" } as const;
  const { residential, mixed, other } = palette.building;
  return [
    {
      ...from,
      id: "buildings-fill",
      type: "fill",
      pick: { layer: "buildings" },
      filter: ["==", ["geometry-type"], "Polygon"],
      paint: {
        "fill-color": ["match", ["get", "use"], "residential", residential, "mixed", mixed, other],
        // Taller blocks stand out a little, as they do from above.
        "fill-opacity": [
          "interpolate",
          ["linear"],
          ["zoom"],
          13,
          0.7,
          16,
          ["interpolate", ["linear"], ["coalesce", ["get", "storeys"], 6], 1, 0.72, 30, 1],
        ],
      },
    },
    {
      ...from,
      id: "buildings-line",
      type: "line",
      minZoom: 14.5,
      filter: ["==", ["geometry-type"], "Polygon"],
      paint: {
        "line-color": palette.buildingLine,
        "line-width": ["interpolate", ["linear"], ["zoom"], 14.5, 0.3, 18, 1.1],
      },
    },
    {
      ...from,
      id: "buildings-point",
      type: "circle",
      pick: { layer: "buildings" },
      filter: ["==", ["geometry-type"], "Point"],
      paint: {
        "circle-radius": ["interpolate", ["linear"], ["zoom"], 13, 1.5, 18, 6],
        "circle-color": residential,
        "circle-stroke-color": palette.buildingLine,
        "circle-stroke-width": 1,
      },
    },
  ];
}

export const buildingsEntry: MapEntry = {
  id: "buildings",
  title: "map:entry.buildings",
  group: "places",
  isOn: true,
  minZoom: 13,
  legend: (palette) =>
    USES.map(({ use, label }) => ({
      label,
      swatch: { kind: "fill", color: palette.building[use], outline: palette.buildingLine },
    })),
  layers: buildingLayers,
};

function compoundLayers({ palette, tiles }: MapContext): readonly LayerSpec[] {
  const source = tiles("compounds");
  if (source === undefined) return [];
  const from = { band: "base", source, sourceLayer: "compounds" } as const;
  return [
    {
      ...from,
      id: "compounds-fill",
      type: "fill",
      pick: { layer: "compounds" },
      paint: {
        "fill-color": ["match", ["get", "access"], "open", palette.compoundOpen, palette.compound],
        "fill-opacity": 0.75,
      },
    },
    {
      ...from,
      id: "compounds-wall",
      type: "line",
      layout: { "line-join": "round" },
      paint: {
        "line-color": palette.wall,
        "line-width": ["interpolate", ["exponential", 1.4], ["zoom"], 13, 0.5, 16, 1.6, 19, 3.5],
        "line-dasharray": [
          "case",
          ["==", ["get", "access"], "open"],
          ["literal", [2, 2]],
          ["literal", [1, 0]],
        ],
      },
    },
  ];
}

export const compoundsEntry: MapEntry = {
  id: "compounds",
  title: "map:entry.compounds",
  group: "places",
  isOn: true,
  minZoom: 13,
  legend: (palette) => [
    {
      label: "map:legend.compound",
      swatch: { kind: "fill", color: palette.compound, outline: palette.wall },
    },
  ],
  layers: compoundLayers,
};

function gateLayers({ palette, tiles }: MapContext): readonly LayerSpec[] {
  const gates = tiles("gates");
  const entrances = tiles("entrances");
  return [
    ...(entrances === undefined
      ? []
      : [
          {
            id: "entrances-point",
            band: "base",
            type: "circle",
            source: entrances,
            sourceLayer: "entrances",
            minZoom: 17,
            paint: {
              "circle-radius": 2.4,
              "circle-color": palette.labelSoft,
              "circle-stroke-color": palette.halo,
              "circle-stroke-width": 1,
            },
          } satisfies LayerSpec,
        ]),
    ...(gates === undefined
      ? []
      : [
          {
            id: "gates-point",
            band: "base",
            type: "circle",
            source: gates,
            sourceLayer: "gates",
            minZoom: 15,
            pick: { layer: "gates" },
            paint: {
              "circle-radius": ["interpolate", ["linear"], ["zoom"], 15, 2, 18, 5],
              "circle-color": palette.halo,
              "circle-stroke-color": [
                "match",
                ["get", "access"],
                "public",
                palette.gatePublic,
                palette.gateResidents,
              ],
              "circle-stroke-width": ["interpolate", ["linear"], ["zoom"], 15, 1.2, 18, 2.4],
            },
          } satisfies LayerSpec,
        ]),
  ];
}

export const gatesEntry: MapEntry = {
  id: "gates",
  title: "map:entry.gates",
  group: "places",
  isOn: true,
  minZoom: 15,
  legend: (palette) => [
    {
      label: "map:legend.gatePublic",
      swatch: { kind: "point", color: palette.halo, outline: palette.gatePublic },
    },
    {
      label: "map:legend.gateResidents",
      swatch: { kind: "point", color: palette.halo, outline: palette.gateResidents },
    },
    {
      label: "map:legend.entrance",
      swatch: { kind: "point", color: palette.labelSoft, outline: palette.halo },
    },
  ],
  layers: gateLayers,
};
