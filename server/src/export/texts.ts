import type { ExportCell } from "@onegrid/core/export";
import type { Geometry } from "@onegrid/core/geometry";
import { xmlText } from "../xml-text.ts";
import { csvOf } from "../csv-cell.ts";
import type { ExportColumn, ExportLayer, ExportRow } from "./layer.ts";
import { polygonsOf } from "./shape-parts.ts";

const propertiesOf = (columns: readonly ExportColumn[], { cells }: ExportRow) =>
  Object.fromEntries(columns.map(({ key }, at) => [key, cells[at] ?? null]));

/**
 * GeoJSON (RFC 7946): degrees with nine decimals, from which the map's integers come back; shells run
 * counter-clockwise, and neighbours have the same positions along a shared border. `notes`: members
 * of the collection besides, such as the definition of its figures.
 */
export function geoJsonOf(
  { columns, rows }: ExportLayer,
  name: string,
  notes: Readonly<Record<string, unknown>> = {},
): string {
  const features = rows.map((row) =>
    JSON.stringify({
      type: "Feature",
      properties: propertiesOf(columns, row),
      geometry: row.geometry === null ? null : wound(row.geometry),
    }),
  );
  const members = Object.entries({ type: "FeatureCollection", name, ...notes });
  const said = members.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`);
  const head = `{${said.join()},"features":[`;
  return `${head}\n${features.join(",\n")}\n]}\n`;
}

const wound = (geometry: Geometry): Geometry => {
  if (geometry.type !== "Polygon" && geometry.type !== "MultiPolygon") return geometry;
  const polygons = polygonsOf(geometry, ([lng, lat]) => [lng, lat]);
  const [first] = polygons;
  return polygons.length === 1 && first
    ? { type: "Polygon", coordinates: first }
    : { type: "MultiPolygon", coordinates: polygons };
};

/** Names of the columns are the keys, for machines; in a workbook they are titles. */
export const layerCsv = ({ columns, rows }: ExportLayer): string =>
  csvOf(
    columns.map(({ key }) => key),
    rows.map(({ cells }) => cells),
  );

/** KML 2.2 with the fields as extended data; degrees. */
export function kmlOf(
  { columns, rows }: ExportLayer,
  name: string,
  language: "zh-CN" | "en",
): string {
  const at = columns.findIndex(({ key }) => key === "name");
  const placemarks = rows.map(
    (row) =>
      `<Placemark><name>${cellText(row.cells[at])}</name><styleUrl>#grid</styleUrl><ExtendedData>${columns
        .map(
          ({ key, title }, i) =>
            `<Data name="${key}"><displayName>${xmlText(title[language])}</displayName><value>${cellText(row.cells[i])}</value></Data>`,
        )
        .join("")}</ExtendedData>${kmlShape(row.geometry)}</Placemark>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>${xmlText(name)}</name>
<Style id="grid"><LineStyle><color>ffb4500b</color><width>2</width></LineStyle><PolyStyle><color>330b50b4</color></PolyStyle></Style>
${placemarks.join("\n")}
</Document></kml>
`;
}

const cellText = (cell: ExportCell | undefined): string => xmlText(String(cell ?? ""));

function kmlShape(geometry: Geometry | null): string {
  const polygons = polygonsOf(geometry, ([lng, lat]) => [lng, lat]).map(
    (rings) => `<Polygon>${rings.map(kmlRing).join("")}</Polygon>`,
  );
  return polygons.length === 1
    ? (polygons[0] ?? "")
    : `<MultiGeometry>${polygons.join("")}</MultiGeometry>`;
}

function kmlRing(ring: readonly (readonly [number, number])[], at: number): string {
  const side = at === 0 ? "outerBoundaryIs" : "innerBoundaryIs";
  const points = ring.map(([lng, lat]) => `${lng},${lat}`).join(" ");
  return `<${side}><LinearRing><coordinates>${points}</coordinates></LinearRing></${side}>`;
}
