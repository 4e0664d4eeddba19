import type { Bbox, Geometry } from "@onegrid/core/geometry";
import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import type { Band } from "./bands.ts";
import type { PointsLayerSpec } from "./points/points-spec.ts";

/** A formula of the style specification, for a capability's own `LayerSpec`s. */
export type Expression = ExpressionSpecification;

export type FeatureId = string | number;
/** Values for `["feature-state", …]` expressions, by feature id. */
export type FeatureStates = ReadonlyMap<FeatureId, Readonly<Record<string, unknown>>>;

/** GeoJSON features of the page's own making. Attributes hold plain values. */
export interface Shape {
  readonly type: "Feature";
  readonly id?: FeatureId;
  readonly geometry: Geometry;
  readonly properties: Readonly<Record<string, unknown>>;
}
export interface Shapes {
  readonly type: "FeatureCollection";
  readonly features: readonly Shape[];
}

/** Vector tiles of our server. Another `tiles` under the same id swaps the address without a flash. */
export interface TileSource {
  readonly kind: "tiles";
  readonly id: string;
  /** Address with `{z}/{x}/{y}`; it holds the revision, so it changes with the data. */
  readonly tiles: string;
  readonly minZoom: number;
  readonly maxZoom: number;
  readonly bounds?: Bbox;
  /** Attribute to use as the feature's id, for feature states. */
  readonly promoteId?: string;
  /** Feature states by source layer. */
  readonly states?: Readonly<Record<string, FeatureStates>>;
}

/** Shapes of the page itself: a draft, live cases. New `data` (by identity) is sent as a whole. */
export interface ShapeSource {
  readonly kind: "shapes";
  readonly id: string;
  readonly data: Shapes;
  readonly promoteId?: string;
  readonly states?: FeatureStates;
}

/** A picture map of somebody else's server. */
interface PictureSource {
  readonly kind: "pictures";
  readonly id: string;
  readonly tiles: readonly string[];
  readonly attribution: string;
}

export type SourceSpec = TileSource | ShapeSource | PictureSource;

/** What a click on a feature of this layer means: `/api/objects/<layer>/<id>`. */
export interface PickTarget {
  readonly layer: string;
  /** Attribute that holds the object's id; `id` when left out. */
  readonly idFrom?: string;
  /** It holds other things (a grid, an estate): they are chosen before it, wherever it is drawn. */
  readonly isArea?: boolean;
}

type WithoutPlace<T> = T extends unknown
  ? Omit<T, "source" | "source-layer" | "metadata" | "minzoom" | "maxzoom">
  : never;

/**
 * One drawn layer as data: MapLibre's `type`, `paint`, `layout` and `filter` plus where the
 * features come from and how high the layer lies. Keep a spec identical (`===`) while nothing
 * about it changes: `sync.ts` looks no further then.
 */
export type StyleLayerSpec = WithoutPlace<LayerSpecification> & {
  readonly band: Band;
  readonly source?: SourceSpec;
  readonly sourceLayer?: string;
  readonly minZoom?: number;
  readonly maxZoom?: number;
  readonly pick?: PickTarget;
};

/** A layer of the style, or very many points with a program of their own. */
export type LayerSpec = StyleLayerSpec | PointsLayerSpec;
