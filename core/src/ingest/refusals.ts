/** Formats that can be read. */
export type SourceFormat =
  | "geojson"
  | "geojson-lines"
  | "csv"
  | "xlsx"
  | "shapefile"
  | "geopackage"
  | "kml"
  | "osm-xml"
  | "osm-pbf";

/** Why one row is refused or warned about, with the values that explain it. Degrees are WGS 84. */
export type RowRefusal =
  // The row itself
  | { readonly code: "ingest.row-broken"; readonly detail: string }
  | { readonly code: "ingest.row-columns"; readonly found: number; readonly expected: number }
  | { readonly code: "ingest.row-too-large"; readonly limit: number }
  // Geometry
  | { readonly code: "ingest.geometry-missing" }
  | { readonly code: "ingest.geometry-broken"; readonly detail: string }
  | { readonly code: "ingest.geometry-type"; readonly found: string; readonly wanted: string }
  | { readonly code: "ingest.too-few-points"; readonly found: number; readonly needed: number }
  | { readonly code: "ingest.coordinate-invalid"; readonly x: string; readonly y: string }
  | { readonly code: "ingest.coordinate-range"; readonly x: number; readonly y: number }
  | { readonly code: "ingest.coordinate-swapped"; readonly x: number; readonly y: number }
  | { readonly code: "ingest.coordinate-placeholder"; readonly x: number; readonly y: number }
  /** Not in the areas that whoever imports answers for: by its place, or as an object that is there. */
  | { readonly code: "ingest.outside-part" }
  | { readonly code: "ingest.outside-district"; readonly lng: number; readonly lat: number }
  | { readonly code: "ingest.ring-crosses"; readonly lng: number; readonly lat: number }
  | { readonly code: "ingest.rings-overlap"; readonly lng: number; readonly lat: number }
  | { readonly code: "ingest.hole-outside"; readonly lng: number; readonly lat: number }
  | { readonly code: "ingest.ring-flat"; readonly lng: number; readonly lat: number }
  | { readonly code: "ingest.geometry-repaired"; readonly repairs: number }
  // Values
  | { readonly code: "ingest.value-missing"; readonly target: string }
  | { readonly code: "ingest.number-invalid"; readonly target: string }
  | { readonly code: "ingest.number-negative"; readonly target: string }
  | { readonly code: "ingest.number-absurd"; readonly target: string; readonly limit: number }
  | { readonly code: "ingest.number-unclear"; readonly target: string; readonly taken: string }
  | { readonly code: "ingest.code-invalid"; readonly target: string }
  | { readonly code: "ingest.code-assigned"; readonly assigned: string }
  | { readonly code: "ingest.date-invalid"; readonly target: string }
  | { readonly code: "ingest.date-order" }
  | { readonly code: "ingest.hours-invalid" }
  | { readonly code: "ingest.choice-unknown"; readonly target: string; readonly allowed: string }
  | { readonly code: "ingest.text-too-long"; readonly target: string; readonly limit: number }
  | {
      readonly code: "ingest.control-character";
      readonly target: string;
      readonly position: number;
    }
  | { readonly code: "ingest.mojibake"; readonly target: string }
  | { readonly code: "ingest.personal-text"; readonly target: string; readonly position: number }
  | { readonly code: "ingest.personal-masked"; readonly target: string; readonly position: number }
  | { readonly code: "ingest.duplicate-id"; readonly id: string; readonly first: string }
  | { readonly code: "ingest.reference-unknown"; readonly target: string; readonly id: string };

/** Why a whole file is refused. */
export type FileRefusal =
  | { readonly code: "ingest.format-unknown"; readonly file: string }
  | { readonly code: "ingest.file-empty"; readonly file: string }
  | { readonly code: "ingest.file-unreadable"; readonly file: string; readonly detail: string }
  | {
      readonly code: "ingest.file-too-large";
      readonly file: string;
      readonly bytes: number;
      readonly limit: number;
    }
  | {
      readonly code: "ingest.file-truncated";
      readonly file: string;
      readonly format: SourceFormat | "zip" | "gzip";
    }
  | {
      readonly code: "ingest.file-broken";
      readonly file: string;
      readonly format: SourceFormat | "zip" | "gzip";
      readonly detail: string;
    }
  | {
      readonly code: "ingest.file-too-complex";
      readonly file: string;
      readonly detail: string;
      readonly limit: number;
    }
  | {
      readonly code: "ingest.zip-bomb";
      readonly file: string;
      readonly entry: string;
      readonly bytes: number;
      readonly limit: number;
    }
  | { readonly code: "ingest.zip-encrypted"; readonly file: string; readonly entry: string }
  | { readonly code: "ingest.zip-nothing-inside"; readonly file: string }
  | { readonly code: "ingest.part-missing"; readonly file: string; readonly part: string }
  | { readonly code: "ingest.xml-doctype"; readonly file: string; readonly line: number }
  | {
      readonly code: "ingest.layer-missing";
      readonly file: string;
      readonly layer: string;
      readonly layers: string;
    }
  | { readonly code: "ingest.encoding-unknown"; readonly file: string; readonly encoding: string }
  | { readonly code: "ingest.crs-unknown"; readonly crs: string }
  | { readonly code: "ingest.columns-missing"; readonly file: string; readonly columns: string }
  | { readonly code: "ingest.target-missing"; readonly layer: string; readonly targets: string };

/** Why an import as a whole is refused, whatever is in its files. */
export type ImportRefusal =
  | { readonly code: "ingest.no-files" }
  | { readonly code: "ingest.too-many-files"; readonly limit: number }
  | { readonly code: "ingest.disk-full" }
  /** It runs, waits or has ended: nothing can be changed about it. */
  | { readonly code: "ingest.not-open"; readonly state: string }
  | { readonly code: "ingest.unknown-file"; readonly file: string };

export type IngestRefusal = RowRefusal | FileRefusal | ImportRefusal;
export type IngestCode = IngestRefusal["code"];
