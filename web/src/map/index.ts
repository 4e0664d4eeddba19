/** What a workspace uses of the map. It never sees the map library: it describes and listens. */
export type { Band } from "./bands.ts";
export { faceNorth, focusMap, goTo, goToBox, zoomBy } from "./camera.ts";
export type { EntryGroup, LegendItem, MapContext, MapEntry, Selection } from "./entry.ts";
export { hatchId } from "./hatching.ts";
export { LABEL_FONT, LABEL_FONT_BOLD } from "./label-font.ts";
export type {
  Expression,
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
export type { ArcMark, MarkSpec } from "./marks.ts";
export { enterMode, leaveMode, useMapMode } from "./mode.ts";
export type { MapMode, MapPointer, ModeMap, Picked, PointerKind, ScreenPoint } from "./mode.ts";
export type { MapPalette } from "./palette.ts";
