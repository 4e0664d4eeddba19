import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import type { Readable } from "node:stream";
import { createGunzip, inflateSync } from "node:zlib";
import { OsmPbfReader, OsmXmlReader, type OsmData, type OsmError } from "@onegrid/core/ingest";
import { CommandProblem } from "../command-problem.ts";

/** Does the name say OpenStreetMap? What the file really is, its first bytes tell. */
export const isOsmPath = (path: string): boolean => /\.(osm|pbf|osm\.gz|osm\.xml)$/i.test(path);

/** Reads `.osm.pbf`, `.osm` and `.osm.gz` in pieces. */
export async function readOsmFile(path: string): Promise<OsmData> {
  try {
    const first = await firstBytes(path);
    const isGzip = first[0] === 0x1f && first[1] === 0x8b;
    const bytes = createReadStream(path, { highWaterMark: 1 << 20 });
    const isXml = isGzip || first[0] === 0x3c || first[0] === 0xef;
    return isXml
      ? await readXml(isGzip ? bytes.pipe(createGunzip()) : bytes, path)
      : await readPbf(bytes, path);
  } catch (error) {
    if (error instanceof CommandProblem) throw error;
    throw unreadable(path, error instanceof Error ? error.message : String(error));
  }
}

async function firstBytes(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(new Uint8Array(4), 0, 4, 0);
    return buffer;
  } finally {
    await file.close();
  }
}

async function readXml(bytes: Readable, path: string): Promise<OsmData> {
  const reader = new OsmXmlReader();
  const decoder = new TextDecoder("utf-8");
  for await (const chunk of bytes) {
    const error = reader.push(decoder.decode(toBytes(chunk), { stream: true }));
    if (error !== null) throw refused(path, error);
  }
  const data = reader.finish();
  if (!data.ok) throw refused(path, data.error);
  return data.value;
}

async function readPbf(bytes: Readable, path: string): Promise<OsmData> {
  const reader = new OsmPbfReader((deflated, maxBytes) =>
    inflateSync(deflated, { maxOutputLength: maxBytes }),
  );
  for await (const chunk of bytes) {
    const error = reader.push(toBytes(chunk));
    if (error !== null) throw refused(path, error);
  }
  const data = reader.finish();
  if (!data.ok) throw refused(path, data.error);
  return data.value;
}

function toBytes(chunk: unknown): Uint8Array {
  if (chunk instanceof Uint8Array) return chunk;
  throw new Error(`a stream of bytes gave ${typeof chunk}`);
}

function unreadable(path: string, detail: string): CommandProblem {
  return new CommandProblem([
    {
      code: "coverage.file-unreadable",
      object: path,
      place: "",
      reason: [`文件无法读取：${detail}。`, `The file cannot be read: ${detail}.`],
      advice: ["请检查路径、权限和文件是否完整。", "Check the path, its rights and the file."],
    },
  ]);
}

const REASONS: Readonly<Record<OsmError["code"], readonly [zh: string, en: string]>> = {
  "ingest.osm-truncated": ["文件不完整，在中途被截断。", "The file is cut off before its end."],
  "ingest.osm-corrupt": ["文件已损坏。", "The file is damaged."],
  "ingest.osm-not-osm": ["不是 OpenStreetMap 文件。", "This is not an OpenStreetMap file."],
  "ingest.osm-unsupported": ["文件用了不支持的格式特性。", "The file uses an unsupported feature."],
  "ingest.osm-empty": ["文件里没有任何要素。", "There is nothing in the file."],
  "ingest.osm-too-large": [
    "路点太多，超出内存能容纳的范围：请只截取本区。",
    "It has more nodes than memory is good for: cut the district out of it.",
  ],
  "ingest.osm-nodes-missing": [
    "大部分道路缺少坐标点：文件丢失了数据块。",
    "Most ways lack their nodes: the file has lost a block.",
  ],
};

function refused(path: string, error: OsmError): CommandProblem {
  const { code, ...values } = error;
  const place = Object.entries(values).map(([key, value]) => `${key} ${value}`);
  return new CommandProblem([
    {
      code,
      object: path,
      place: place.join(", "),
      reason: REASONS[code],
      advice: ["请重新下载或导出该文件。", "Download or export it again."],
    },
  ]);
}
