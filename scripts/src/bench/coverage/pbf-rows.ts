import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  buildNetwork,
  decodeNetwork,
  encodeNetwork,
  packGraph,
  type Network,
} from "@onegrid/core/coverage";
import { readNetwork } from "../../cover/read-network.ts";
import { makeCity, type MadeCity } from "../made-city.ts";
import { SPEED } from "./bench-city.ts";
import { peer, type Row } from "./table.ts";
import { inMillis, interleave, short, wall } from "./timing.ts";
import type { ValhallaPeer } from "./valhalla.ts";
import { writePbf } from "./write-pbf.ts";

const WANTED_MS = 3000;
const WANTED_BYTES = 16;
const WANTED_LOAD_MS = 100;
const REPEATS = 5;
const LOADS = 9;

/** A made city as a file, the same for everybody who reads it. */
export interface CityFile {
  readonly city: MadeCity;
  readonly path: string;
  close(): void;
}

export function writeCityFile(side: number): CityFile {
  const { input, ...others } = makeCity(side, { buildings: 0, stations: 0 });
  const city = {
    ...others,
    input: { ...input, lng: input.lng.map(inFile), lat: input.lat.map(inFile) },
  };
  const folder = mkdtempSync(join(tmpdir(), "onegrid-pbf-"));
  const path = join(folder, "city.osm.pbf");
  writePbf(city.input, path);
  return { city, path, close: () => rmSync(folder, { recursive: true }) };
}

/** What a file can hold: the network read from it must be the very same. */
const inFile = (degrees: number): number => Math.round(degrees * 1e7) / 1e7;

/** From the file to the network, its size, and loading its snapshot. */
export async function pbfRows(file: CityFile, valhalla: ValhallaPeer | null): Promise<Row[]> {
  let network: Network | null = null;
  const taken = await interleave(REPEATS, {
    ours: wall(async () => ({ network } = await readNetwork(file.path, { mode: "foot" }))),
  });
  const direct = buildNetwork(file.city.input, { mode: "foot" });
  if (!direct.ok || network === null) throw new Error("the made city gives no network");
  const expected = direct.value.network;
  return [
    readRow(file, { network, expected, taken: taken.ours, valhalla }),
    bytesRow(network),
    await loadRow(network),
  ];
}

type Read = Parameters<typeof inMillis>[0];

function readRow(
  { path, city }: CityFile,
  {
    network,
    expected,
    taken,
    valhalla,
  }: { network: Network; expected: Network; taken: Read; valhalla: ValhallaPeer | null },
): Row {
  const isSame = network.version === expected.version && network.nodeCount === expected.nodeCount;
  const megabytes = short(statSync(path).size / 1e6);
  return {
    figure: `network of ${network.nodeCount} nodes from a PBF of ${city.input.lng.length} (${megabytes} MB)`,
    wanted: `≤ ${WANTED_MS} ms`,
    ours: inMillis(taken),
    peers: [
      peer(
        "valhalla_build_tiles",
        valhalla === null ? "" : `${short(valhalla.buildMilliseconds)} ms once`,
      ),
    ],
    checked: `version ${isSame ? "is" : "is not"} that of the network built without a file`,
    isMet: isSame && (taken?.median ?? Infinity) <= WANTED_MS,
  };
}

function bytesRow(network: Network): Row {
  const { arcs, offsets, nodeCount } = packGraph(network, {
    weighting: { kind: "time", metresPerSecond: SPEED },
    labels: "to-seeds",
    homeCompounds: "free",
  });
  const bytes = (arcs.byteLength + offsets.byteLength) / nodeCount;
  return {
    figure: "packed graph of one profile, bytes a node",
    wanted: `≤ ${WANTED_BYTES}`,
    ours: short(bytes),
    isMet: bytes <= WANTED_BYTES,
  };
}

async function loadRow(network: Network): Promise<Row> {
  const snapshot = encodeNetwork(network);
  const { ours } = await interleave(LOADS, { ours: wall(() => decodeNetwork(snapshot)) });
  const decoded = decodeNetwork(snapshot);
  const isSame =
    decoded.ok && encodeNetwork(decoded.value).every((byte, i) => byte === snapshot[i]);
  return {
    figure: `snapshot of it loads, ${short(snapshot.length / 1e6)} MB`,
    wanted: `≤ ${WANTED_LOAD_MS} ms`,
    ours: inMillis(ours),
    checked: `written again: ${isSame ? "the same bytes" : "other bytes"}`,
    isMet: isSame && (ours?.median ?? Infinity) <= WANTED_LOAD_MS,
  };
}
