import type { SourceFeature, SourceGeometry } from "@onegrid/core/ingest";
import type { ByteSource, Reading } from "./byte-source.ts";
import { KmlPlacemarks } from "./kml-placemarks.ts";
import { nothingToClose, plainLayer, type Reader, type ReaderOptions } from "./reader.ts";
import { refuse } from "./source-refused.ts";
import { readXml } from "./xml-events.ts";

export interface Placemark {
  /** Names of the folders around it, joined by " / "; `null`: none. */
  readonly folder: string | null;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly geometry: SourceGeometry | null;
}

const MOST_FOLDERS = 500;

/** KML 2.2/2.3 (OGC 12-007r2): always WGS 84. Folders are the layers. */
export async function openKml(source: ByteSource, { signal }: ReaderOptions): Promise<Reader> {
  const folders = await countFolders(source, { signal, progress: { bytes: 0 } });
  if (folders.size === 0) refuse({ code: "ingest.file-empty", file: source.name });
  const layers = [...folders].map(([name, rows]) =>
    plainLayer({ name, rows, formatCrs: "EPSG:4326" }),
  );
  return {
    format: "kml",
    encoding: null,
    layers,
    bytes: source.bytes,
    read: (layer, reading) => readFolder(source, layer.name, reading),
    close: nothingToClose,
  };
}

async function countFolders(
  source: ByteSource,
  reading: Reading,
): Promise<Map<string | null, number>> {
  const folders = new Map<string | null, number>();
  for await (const batch of readPlacemarks(source, reading))
    for (const { folder } of batch) {
      if (folders.size >= MOST_FOLDERS && !folders.has(folder))
        refuse({
          code: "ingest.file-too-complex",
          file: source.name,
          detail: "folders",
          limit: MOST_FOLDERS,
        });
      folders.set(folder, (folders.get(folder) ?? 0) + 1);
    }
  return folders;
}

async function* readPlacemarks(source: ByteSource, reading: Reading): AsyncIterable<Placemark[]> {
  const placemarks = new KmlPlacemarks();
  for await (const _ of readXml(source, { format: "kml", handlers: placemarks }, reading)) {
    const found = placemarks.taken();
    if (found.length > 0) yield found;
  }
}

async function* readFolder(
  source: ByteSource,
  name: string | null,
  reading: Reading,
): AsyncIterable<SourceFeature[]> {
  let feature = 0;
  for await (const found of readPlacemarks(source, reading)) {
    const batch: SourceFeature[] = [];
    for (const { folder, properties, geometry } of found) {
      feature += 1;
      const place = { file: source.name, layer: folder, line: null, feature };
      if (folder === name) batch.push({ place, properties, geometry, fault: null });
    }
    if (batch.length > 0) yield batch;
  }
}
