import type { ByteSource } from "./byte-source.ts";
import { openCsv } from "./read-csv.ts";
import { openGeoJson } from "./read-geojson.ts";
import { openKml } from "./read-kml.ts";
import { openOsm } from "./read-osm.ts";
import type { Reader, ReaderOptions } from "./reader.ts";
import type { Recognised } from "./recognise.ts";
import { refuse } from "./source-refused.ts";

/** Formats that can be read from a stream, and so from inside a ZIP or gzip. */
export function openStream(
  kind: Recognised,
  source: ByteSource,
  options: ReaderOptions,
): Promise<Reader> {
  switch (kind) {
    case "geojson":
    case "geojson-lines":
      return openGeoJson(source, options);
    case "csv":
      return openCsv(source, options);
    case "kml":
      return openKml(source, options);
    case "osm-xml":
    case "osm-pbf":
      return openOsm(source, kind, options);
    case "empty":
      return refuse({ code: "ingest.file-empty", file: source.name });
    default:
      return refuse({ code: "ingest.format-unknown", file: source.name });
  }
}
