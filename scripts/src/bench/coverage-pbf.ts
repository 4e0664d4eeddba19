import { execFileSync } from "node:child_process";
import { createWriteStream, mkdtempSync, rmSync, statSync } from "node:fs";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readNetwork } from "../cover/read-network.ts";
import type { MadeCity } from "./made-city.ts";

export interface PbfFigures {
  readonly megabytes: number;
  readonly nodes: number;
  readonly milliseconds: number;
  /** Processor time of this thread. */
  readonly cpuMilliseconds: number;
}

/** The made city as a PBF, from file open to network; `null` without osmium (Debian `osmium-tool`). */
export async function readMadePbf(city: MadeCity): Promise<PbfFigures | null> {
  if (!hasOsmium()) return null;
  const folder = mkdtempSync(join(tmpdir(), "onegrid-pbf-"));
  try {
    const [xml, pbf] = [join(folder, "city.osm"), join(folder, "city.osm.pbf")];
    await writeXml(city, xml);
    execFileSync("osmium", ["cat", xml, "-o", pbf], { stdio: "ignore" });
    const before = process.threadCpuUsage();
    const start = performance.now();
    const { network } = await readNetwork(pbf, { mode: "foot" });
    const milliseconds = performance.now() - start;
    const { user, system } = process.threadCpuUsage(before);
    const cpuMilliseconds = (user + system) / 1000;
    const megabytes = statSync(pbf).size / 1e6;
    return { megabytes, nodes: network.nodeCount, milliseconds, cpuMilliseconds };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function hasOsmium(): boolean {
  try {
    execFileSync("osmium", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

async function writeXml({ input }: MadeCity, path: string): Promise<void> {
  const file = createWriteStream(path);
  const write = async (text: string) => {
    if (!file.write(text)) await once(file, "drain");
  };
  await write(
    `<?xml version="1.0" encoding="UTF-8"?>\n<osm version="0.6" generator="made city">\n`,
  );
  for (const [node, lng] of input.lng.entries()) {
    await write(
      `<node id="${node + 1}" version="1" lat="${input.lat[node] ?? 0}" lon="${lng}"/>\n`,
    );
  }
  for (const [way, { nodes, tags }] of input.ways.entries()) {
    const refs = Array.from(nodes, (node) => `<nd ref="${node + 1}"/>`);
    const pairs = Object.entries(tags).map(([key, value]) => `<tag k="${key}" v="${value}"/>`);
    await write(`<way id="${way + 1}" version="1">${refs.join("")}${pairs.join("")}</way>\n`);
  }
  file.end("</osm>\n");
  await once(file, "finish");
}
