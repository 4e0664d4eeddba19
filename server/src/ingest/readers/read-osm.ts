import { inflateSync } from "node:zlib";
import {
  osmFeatures,
  osmSample,
  OsmPbfReader,
  OsmXmlReader,
  type FileRefusal,
  type OsmData,
  type OsmError,
  type OsmRejection,
  type SourceFeature,
} from "@onegrid/core/ingest";
import type { ByteSource, Reading } from "./byte-source.ts";
import { BATCH, nothingToClose, plainLayer, type Reader, type ReaderOptions } from "./reader.ts";
import { refuse } from "./source-refused.ts";
import { readText } from "./text-source.ts";

/** Of a sample: enough to show what is wrong. */
const FAULTS_SHOWN = 20;

type OsmFormat = "osm-xml" | "osm-pbf";

/**
 * OpenStreetMap needs all nodes before the first way has a shape, so the elements are held in memory:
 * about 24 bytes a node and 100 a way. Read once, used for describing and importing alike.
 */
export async function openOsm(
  source: ByteSource,
  format: OsmFormat,
  { signal }: ReaderOptions,
): Promise<Reader> {
  let loaded: Promise<OsmData> | null = null;
  const load = (reading: Reading): Promise<OsmData> =>
    (loaded ??= format === "osm-pbf" ? loadPbf(source, reading) : loadXml(source, reading));
  signal?.throwIfAborted();
  return Promise.resolve({
    format,
    encoding: null,
    layers: [plainLayer({ formatCrs: "EPSG:4326", isOsm: true })],
    bytes: source.bytes,
    read: (_, reading) => readFeatures(load, source.name, reading),
    sample: async (_, reading, most) => {
      const data = await load(reading);
      const faults = data.rejected.slice(0, FAULTS_SHOWN);
      return [
        ...faults.map((rejection) => toFault(rejection, source.name)),
        ...osmSample(data, source.name, most - faults.length),
      ];
    },
    close: nothingToClose,
  });
}

async function loadPbf(source: ByteSource, reading: Reading): Promise<OsmData> {
  const reader = new OsmPbfReader((deflated, maxBytes) =>
    inflateSync(deflated, { maxOutputLength: Math.max(1, maxBytes) }),
  );
  for await (const chunk of source.open(reading)) {
    const error = reader.push(chunk);
    if (error !== null) refuse(toRefusal(error, source.name, "osm-pbf"));
  }
  const data = reader.finish();
  return data.ok ? data.value : refuse(toRefusal(data.error, source.name, "osm-pbf"));
}

async function loadXml(source: ByteSource, reading: Reading): Promise<OsmData> {
  const reader = new OsmXmlReader();
  for await (const text of readText(source, "utf-8", reading)) {
    const error = reader.push(text);
    if (error !== null) refuse(toRefusal(error, source.name, "osm-xml"));
  }
  const data = reader.finish();
  return data.ok ? data.value : refuse(toRefusal(data.error, source.name, "osm-xml"));
}

function toRefusal(error: OsmError, file: string, format: OsmFormat): FileRefusal {
  switch (error.code) {
    case "ingest.osm-truncated":
      return { code: "ingest.file-truncated", file, format };
    case "ingest.osm-empty":
      return { code: "ingest.file-empty", file };
    case "ingest.osm-nodes-missing":
      return {
        code: "ingest.file-broken",
        file,
        format,
        detail: `${error.missing}/${error.references} nodes missing`,
      };
    case "ingest.osm-too-large":
      return { code: "ingest.file-too-complex", file, detail: "nodes", limit: error.maxNodes };
    default:
      return { code: "ingest.file-broken", file, format, detail: error.detail.slice(0, 200) };
  }
}

async function* readFeatures(
  load: (reading: Reading) => Promise<OsmData>,
  file: string,
  reading: Reading,
): AsyncIterable<SourceFeature[]> {
  const data = await load(reading);
  let batch = data.rejected.slice(0, 10_000).map((rejection) => toFault(rejection, file));
  for (const feature of osmFeatures(data, file)) {
    batch.push(feature);
    if (batch.length < BATCH) continue;
    yield batch;
    reading.signal?.throwIfAborted();
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function toFault({ element, id, line, reason }: OsmRejection, file: string): SourceFeature {
  return {
    place: { file, layer: `${element}/${id}`.slice(0, 60), line, feature: null },
    properties: {},
    geometry: null,
    fault: { code: "ingest.row-broken", detail: reason },
  };
}
