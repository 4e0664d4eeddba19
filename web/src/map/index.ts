export type { Band } from "./bands.ts";
export type { EntryGroup, LegendItem, MapContext, MapEntry, Selection } from "./entry.ts";
export type {
  FeatureId,
  FeatureStates,
  LayerSpec,
  PickTarget,
  PictureSource,
  Shape,
  Shapes,
  ShapeSource,
  SourceSpec,
  TileSource,
} from "./layer-spec.ts";
export { mapPart } from "./map-part.ts";
export type { MapPart } from "./map-part.ts";
export { changeEntry, clearSelection, select, selectObject, useMapState } from "./map-store.ts";
export type { MapState, View } from "./map-store.ts";
export type { MapPalette } from "./palette.ts";
