import { PbfReader } from "pbf";
import type { OsmDataBuilder, OsmMember, OsmTags } from "./osm-data.ts";

/**
 * Decodes one inflated `OSMData` block (a PrimitiveBlock) into the builder. Throws on damaged bytes:
 * the reader around it turns that into a refusal.
 */
export function decodeDataBlock(bytes: Uint8Array, builder: OsmDataBuilder): void {
  const pbf = new PbfReader(bytes);
  const block: Block = { strings: [], granularity: 100, latOffset: 0, lonOffset: 0, builder };
  const groups: [start: number, end: number][] = [];
  for (let field = pbf.nextField(); field !== 0; field = pbf.nextField()) {
    if (field === 1) readStrings(pbf, block.strings);
    else if (field === 2) {
      // Granularity and offsets come after the groups in field order: groups have to wait.
      const end = endOfMessage(pbf);
      groups.push([pbf.pos, end]);
      pbf.pos = end;
    } else if (field === 17) block.granularity = pbf.readVarint(true);
    else if (field === 19) block.latOffset = pbf.readVarint(true);
    else if (field === 20) block.lonOffset = pbf.readVarint(true);
  }
  if (pbf.pos !== bytes.length) throw new RangeError("block runs past its end");
  for (const [start, end] of groups) {
    pbf.pos = start;
    readGroup(pbf, end, block);
  }
}

/** Feature names an `OSMHeader` block requires of its reader. */
export function readRequiredFeatures(bytes: Uint8Array): string[] {
  const pbf = new PbfReader(bytes);
  const features: string[] = [];
  for (let field = pbf.nextField(); field !== 0; field = pbf.nextField()) {
    if (field === 4) features.push(pbf.readString());
  }
  if (pbf.pos !== bytes.length) throw new RangeError("header runs past its end");
  return features;
}

interface Block {
  readonly strings: string[];
  granularity: number;
  latOffset: number;
  lonOffset: number;
  readonly builder: OsmDataBuilder;
}

function endOfMessage(pbf: PbfReader): number {
  const end = pbf.readVarint() + pbf.pos;
  if (end > pbf.length) throw new RangeError("message runs past its block");
  return end;
}

function readStrings(pbf: PbfReader, strings: string[]): void {
  const end = endOfMessage(pbf);
  for (let field = pbf.nextField(end); field !== 0; field = pbf.nextField(end)) {
    if (field === 1) strings.push(pbf.readString());
  }
}

function readGroup(pbf: PbfReader, groupEnd: number, block: Block): void {
  for (let field = pbf.nextField(groupEnd); field !== 0; field = pbf.nextField(groupEnd)) {
    if (field > 4) continue;
    const end = endOfMessage(pbf);
    if (field === 1) readNode(pbf, end, block);
    else if (field === 2) readDenseNodes(pbf, end, block);
    else if (field === 3) readWay(pbf, end, block);
    else readRelation(pbf, end, block);
    if (pbf.pos !== end) throw new RangeError("element runs past its end");
  }
}

function readNode(pbf: PbfReader, end: number, block: Block): void {
  const keys: number[] = [];
  const values: number[] = [];
  let id = Number.NaN;
  let lat = Number.NaN;
  let lon = Number.NaN;
  for (let field = pbf.nextField(end); field !== 0; field = pbf.nextField(end)) {
    if (field === 1) id = pbf.readSVarint();
    else if (field === 2) pbf.readPackedVarint(keys);
    else if (field === 3) pbf.readPackedVarint(values);
    else if (field === 8) lat = pbf.readSVarint();
    else if (field === 9) lon = pbf.readSVarint();
  }
  if (addNode(block, id, lon, lat) && keys.length > 0) {
    block.builder.tagLastNode(tagsOf(block, keys, values));
  }
}

/** Coordinates are nanodegrees: offset + granularity × value. */
function addNode(block: Block, id: number, lon: number, lat: number): boolean {
  // Through an integer of 1e-7 degrees, so that equal places become equal numbers in XML and PBF.
  const lng = Math.round((block.lonOffset + block.granularity * lon) / 100) / 1e7;
  const latitude = Math.round((block.latOffset + block.granularity * lat) / 100) / 1e7;
  if (Math.abs(lng) <= 180 && Math.abs(latitude) <= 90) {
    block.builder.addNode(id, lng, latitude);
    return true;
  }
  block.builder.reject({ element: "node", id: `${id}`, line: null, reason: "bad-coordinate" });
  return false;
}

function readDenseNodes(pbf: PbfReader, end: number, block: Block): void {
  let ids: number[] = [];
  let lats: number[] = [];
  let lons: number[] = [];
  let keysValues: number[] = [];
  for (let field = pbf.nextField(end); field !== 0; field = pbf.nextField(end)) {
    if (field === 1) ids = pbf.readPackedSVarint();
    else if (field === 8) lats = pbf.readPackedSVarint();
    else if (field === 9) lons = pbf.readPackedSVarint();
    else if (field === 10) keysValues = pbf.readPackedVarint();
  }
  if (ids.length !== lats.length || ids.length !== lons.length) {
    throw new RangeError(
      `${ids.length} node ids, ${lats.length} latitudes, ${lons.length} longitudes`,
    );
  }
  addDenseNodes(block, { ids, lats, lons, keysValues });
}

interface DenseColumns {
  readonly ids: readonly number[];
  readonly lats: readonly number[];
  readonly lons: readonly number[];
  /** key, value, key, value, 0 for each node in turn; empty when no node has tags. */
  readonly keysValues: readonly number[];
}

function addDenseNodes(block: Block, columns: DenseColumns): void {
  const { ids, lats, lons, keysValues } = columns;
  let id = 0;
  let lat = 0;
  let lon = 0;
  let at = 0;
  for (let i = 0; i < ids.length; i++) {
    id += ids[i] ?? 0;
    lat += lats[i] ?? 0;
    lon += lons[i] ?? 0;
    const isAdded = addNode(block, id, lon, lat);
    let tags: Record<string, string> | null = null;
    while (at < keysValues.length && keysValues[at] !== 0) {
      tags ??= {};
      tags[stringAt(block, keysValues[at])] = stringAt(block, keysValues[at + 1]);
      at += 2;
    }
    at++;
    if (isAdded && tags !== null) block.builder.tagLastNode(tags);
  }
}

function readWay(pbf: PbfReader, end: number, block: Block): void {
  const keys: number[] = [];
  const values: number[] = [];
  let deltas: number[] = [];
  let id = Number.NaN;
  for (let field = pbf.nextField(end); field !== 0; field = pbf.nextField(end)) {
    if (field === 1) id = pbf.readVarint(true);
    else if (field === 2) pbf.readPackedVarint(keys);
    else if (field === 3) pbf.readPackedVarint(values);
    else if (field === 8) deltas = pbf.readPackedSVarint();
  }
  block.builder.addWay(id, sumDeltas(deltas), tagsOf(block, keys, values));
}

function sumDeltas(deltas: readonly number[]): Float64Array {
  const refs = new Float64Array(deltas.length);
  let ref = 0;
  for (let i = 0; i < deltas.length; i++) refs[i] = ref += deltas[i] ?? 0;
  return refs;
}

const MEMBER_TYPES = ["node", "way", "relation"] as const;

function readRelation(pbf: PbfReader, end: number, block: Block): void {
  const keys: number[] = [];
  const values: number[] = [];
  const roles: number[] = [];
  const types: number[] = [];
  let refs: Float64Array = new Float64Array(0);
  let id = Number.NaN;
  for (let field = pbf.nextField(end); field !== 0; field = pbf.nextField(end)) {
    if (field === 1) id = pbf.readVarint(true);
    else if (field === 2) pbf.readPackedVarint(keys);
    else if (field === 3) pbf.readPackedVarint(values);
    else if (field === 8) pbf.readPackedVarint(roles);
    else if (field === 9) refs = sumDeltas(pbf.readPackedSVarint());
    else if (field === 10) pbf.readPackedVarint(types);
  }
  const members = [...refs].map((ref, i): OsmMember => {
    const type = MEMBER_TYPES[types[i] ?? -1];
    if (type === undefined) throw new RangeError(`relation ${id} has a member of unknown type`);
    return { type, ref, role: stringAt(block, roles[i]) };
  });
  block.builder.addRelation({ id, tags: tagsOf(block, keys, values), members });
}

function tagsOf(block: Block, keys: readonly number[], values: readonly number[]): OsmTags {
  const tags: Record<string, string> = {};
  keys.forEach((key, i) => {
    tags[stringAt(block, key)] = stringAt(block, values[i]);
  });
  return tags;
}

function stringAt(block: Block, index: number | undefined): string {
  const text = block.strings[index ?? -1];
  if (text === undefined) throw new RangeError(`string ${index} of ${block.strings.length}`);
  return text;
}
