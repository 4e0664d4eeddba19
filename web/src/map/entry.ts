import type { Language, TextKey, TextValues } from "../i18n/index.ts";
import type { Hatching } from "./hatching.ts";
import type { LayerSpec, TileSource } from "./layer-spec.ts";
import type { MarkSpec } from "./marks.ts";
import type { MapPalette } from "./palette.ts";
import type { PersonForm } from "./person-sign.ts";

/** What is chosen on the map. */
export type Selection =
  | { readonly kind: "none" }
  | { readonly kind: "object"; readonly layer: string; readonly id: string };

/** What every description of layers may depend on besides its own state. */
export interface MapContext {
  readonly palette: MapPalette;
  readonly language: Language;
  /** The tiles of a served layer in its present revision; `undefined` while the server has none. */
  readonly tiles: (layer: string) => TileSource | undefined;
}

/** One line of a legend, drawn by `legend-swatch.tsx` from the colours the style uses. */
export interface LegendItem {
  readonly label: TextKey;
  readonly values?: TextValues;
  readonly swatch:
    | {
        readonly kind: "fill";
        readonly color: string;
        readonly outline?: string;
        readonly hatching?: { readonly kind: Hatching; readonly color: string };
      }
    | {
        readonly kind: "line";
        readonly color: string;
        readonly width: number;
        readonly casing?: string;
        readonly dash?: readonly number[];
      }
    | {
        readonly kind: "point";
        readonly color: string;
        readonly outline?: string;
        readonly sign?: string;
      }
    | {
        readonly kind: "person";
        readonly form: PersonForm;
        readonly color: string;
        readonly ground: string;
      };
}

export type EntryGroup =
  "division" | "coverage" | "dispatch" | "ingest" | "boundaries" | "places" | "base" | "basemap";

/**
 * One row of the layer panel: a few drawn layers that are switched, faded and explained together.
 * Keep an entry identical (`===`) while its state is the same: its layers are then not built again.
 */
export interface MapEntry {
  readonly id: string;
  /** A key of the texts; a configured basemap brings its own words. */
  readonly title: TextKey | { readonly words: string };
  readonly group: EntryGroup;
  /** Shown until the user says otherwise. */
  readonly isOn: boolean;
  /** Below this zoom the panel says "zoom in to see". */
  readonly minZoom?: number;
  readonly legend: (palette: MapPalette) => readonly LegendItem[];
  readonly layers: (context: MapContext) => readonly LayerSpec[];
  /** Arcs and masses of moving points, above everything; see `MarkSpec`. */
  readonly marks?: readonly MarkSpec[];
}
