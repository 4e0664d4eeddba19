import {
  JsonSlicer,
  LARGEST_FEATURE,
  readCrsText,
  type SourceFeature,
  type SourceGeometry,
} from "@onegrid/core/ingest";
import { readHead, type ByteSource, type Reading } from "./byte-source.ts";
import { nothingToClose, plainLayer, type Reader, type ReaderOptions } from "./reader.ts";
import { refuse } from "./source-refused.ts";
import { guessEncoding, readText } from "./text-source.ts";

const HEAD = 64 * 1024;
/** Before each record in RFC 8142. */
const RECORD_MARK = "\u001e";

export async function openGeoJson(
  source: ByteSource,
  { encoding }: ReaderOptions,
): Promise<Reader> {
  const guess = await guessEncoding(source, encoding);
  const head = new TextDecoder(guess.label).decode(await readHead(source, HEAD), { stream: true });
  const isLines = looksLikeLines(head);
  const crs = isLines ? null : declaredCrs(head);
  const declared = crs === null ? null : { text: crs, crs: readCrsText(crs) };
  return {
    format: isLines ? "geojson-lines" : "geojson",
    encoding: guess,
    layers: [plainLayer({ declaredCrs: declared, formatCrs: "EPSG:4326" })],
    bytes: source.bytes,
    read: (_, reading) =>
      isLines
        ? readLines(source, guess.label, reading)
        : readCollection(source, guess.label, reading),
    close: nothingToClose,
  };
}

/** One object on the first line and something after it, or the record mark of RFC 8142. */
function looksLikeLines(head: string): boolean {
  if (head.startsWith(RECORD_MARK)) return true;
  const first = head.trimStart().split(/\r?\n/, 1)[0] ?? "";
  const rest = head.trimStart().slice(first.length).trim();
  if (!/^\{.*\}\s*$/.test(first)) return false;
  const type = asObject(parse(first))?.["type"];
  return type === "Feature" && (rest === "" || rest.startsWith("{"));
}

/**
 * `crs` of GeoJSON 2008, written in China by ArcGIS, QGIS and SuperMap, or a member of its own such as
 * `"coordinate_system": "GCJ-02"`; only before the features.
 */
function declaredCrs(head: string): string | null {
  const slicer = new JsonSlicer();
  for (const { kind, text } of slicer.push(head)) {
    if (kind !== "member" || !CRS_MEMBER.test(text)) continue;
    const [value] = Object.values(asObject(parse(`{${text}}`)) ?? {});
    const name = asObject(asObject(value)?.["properties"])?.["name"] ?? value;
    return typeof name === "string" ? name.slice(0, 200) : null;
  }
  return null;
}

const CRS_MEMBER = /^"(?:crs|coordinate_?system|coord_?sys(?:tem)?|coord_?type|坐标系)"\s*:/i;

async function* readCollection(
  source: ByteSource,
  label: string,
  reading: Reading,
): AsyncIterable<SourceFeature[]> {
  const slicer = new JsonSlicer();
  const members: string[] = [];
  let hasFeatures = false;
  for await (const text of readText(source, label, reading)) {
    const features: SourceFeature[] = [];
    for (const slice of slicer.push(text)) {
      if (slice.kind === "feature")
        features.push(
          toFeature(slice.text, { file: source.name, line: null, feature: slice.feature }),
        );
      else if (members.length < 100) members.push(slice.text);
    }
    refuseFault(slicer, source.name);
    hasFeatures ||= features.length > 0;
    if (features.length > 0) yield features;
  }
  if (!slicer.isComplete)
    refuse({ code: "ingest.file-truncated", file: source.name, format: "geojson" });
  if (hasFeatures) return;
  const single = singleFeature(members, source.name);
  if (single === null) refuse({ code: "ingest.file-empty", file: source.name });
  yield [single];
}

function refuseFault({ fault }: JsonSlicer, file: string): void {
  if (fault === null) return;
  if (fault === "not-json")
    refuse({ code: "ingest.file-broken", file, format: "geojson", detail: fault });
  refuse({ code: "ingest.file-too-complex", file, detail: fault, limit: LARGEST_FEATURE });
}

/** A file that is one Feature or one bare geometry. */
function singleFeature(members: readonly string[], file: string): SourceFeature | null {
  const object = asObject(parse(`{${members.join(",")}}`));
  if (object === null)
    refuse({ code: "ingest.file-broken", file, format: "geojson", detail: "JSON" });
  if (object["type"] === "Feature") return fromObject(object, { file, line: null, feature: 1 });
  if (Array.isArray(object["coordinates"]))
    return fromObject(
      { type: "Feature", geometry: object, properties: {} },
      { file, line: null, feature: 1 },
    );
  if (object["type"] === "FeatureCollection") return null;
  return refuse({ code: "ingest.format-unknown", file });
}

async function* readLines(
  source: ByteSource,
  label: string,
  reading: Reading,
): AsyncIterable<SourceFeature[]> {
  let rest = "";
  let line = 0;
  const take = (lines: readonly string[]): SourceFeature[] => {
    const features: SourceFeature[] = [];
    for (const text of lines) {
      line += 1;
      const plain = (text.startsWith(RECORD_MARK) ? text.slice(1) : text).trim();
      if (plain !== "") features.push(toFeature(plain, { file: source.name, line, feature: null }));
    }
    return features;
  };
  for await (const text of readText(source, label, reading)) {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > LARGEST_FEATURE)
      refuse({
        code: "ingest.file-too-complex",
        file: source.name,
        detail: "too-large",
        limit: LARGEST_FEATURE,
      });
    if (lines.length > 0) yield take(lines);
  }
  if (rest.trim() !== "") yield take([rest]);
}

interface At {
  readonly file: string;
  readonly line: number | null;
  readonly feature: number | null;
}

function toFeature(text: string, at: At): SourceFeature {
  const object = asObject(parse(text));
  if (object !== null && object["type"] === "Feature") return fromObject(object, at);
  const detail =
    object === null ? text.slice(0, 60) : `type ${JSON.stringify(object["type"])}`.slice(0, 60);
  return {
    place: { ...at, layer: null },
    properties: {},
    geometry: null,
    fault: { code: "ingest.row-broken", detail },
  };
}

function fromObject(object: Readonly<Record<string, unknown>>, at: At): SourceFeature {
  const properties = asObject(object["properties"]) ?? {};
  const id = object["id"];
  // The id of RFC 7946 stands outside the properties; some tables keep theirs inside.
  const isOwnId =
    (typeof id === "string" || typeof id === "number") && (properties["id"] ?? null) === null;
  return {
    place: { ...at, layer: null },
    properties: isOwnId ? { ...properties, id } : properties,
    geometry: toGeometry(object["geometry"]),
    fault: null,
  };
}

function toGeometry(value: unknown): SourceGeometry | null {
  const geometry = asObject(value);
  if (geometry === null) return null;
  const type = geometry["type"];
  if (type === "GeometryCollection") return fromCollection(geometry["geometries"]);
  return { type: typeof type === "string" ? type : "?", coordinates: geometry["coordinates"] };
}

/**
 * A collection as one geometry of the highest dimension in it: a building with a point for its label is
 * the building.
 */
function fromCollection(members: unknown): SourceGeometry | null {
  const parts = (Array.isArray(members) ? members : []).flatMap(
    (member) => toGeometry(member) ?? [],
  );
  for (const kind of ["Polygon", "LineString", "Point"]) {
    const coordinates = parts.flatMap((part) => {
      if (part.type === kind) return [part.coordinates];
      return part.type === `Multi${kind}` && Array.isArray(part.coordinates)
        ? part.coordinates
        : [];
    });
    if (coordinates.length > 0) return { type: `Multi${kind}`, coordinates };
  }
  return null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function asObject(value: unknown): Readonly<Record<string, unknown>> | null {
  return isObject(value) ? value : null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
