/** What a workspace uses of the map. It never sees the map library: it describes and listens. */
export { goTo, goToBox, keepInSight } from "./camera.ts";
export type { LegendItem, MapContext, MapEntry, Selection } from "./entry.ts";
export { hatchId } from "./hatching.ts";
export { lasting } from "./lasting.ts";
export { LABEL_FONT, LABEL_FONT_BOLD } from "./label-font.ts";
export type {
  Expression,
  FeatureStates,
  LayerSpec,
  Shape,
  Shapes,
  ShapeSource,
  TileSource,
} from "./layer-spec.ts";
export { personId } from "./person-sign.ts";
export { mapPart } from "./map-part.ts";
export type { MapPart } from "./map-part.ts";
export { changeEntry, clearSelection, selectObject, useHovered, useMapState } from "./map-store.ts";
export { showMapPart } from "./map-parts.ts";
export type { MapState } from "./map-store.ts";
export { TwinOverlay } from "./twin-overlay.tsx";
export { enterMode, leaveMode, useMapMode } from "./mode.ts";
export type { MapMode, MapPointer, ModeMap, ScreenPoint } from "./mode.ts";
export type { PointLook, PointRows } from "./points/points-spec.ts";
export type { MapPalette } from "./palette.ts";
