/** Reads one file as an import does and prints what it took, as JSON: a process of its own per file. */
import { describeSource, readRecords } from "@onegrid/server/ingest";

const path = process.argv[2] ?? "";
const beginning = performance.now();
const described = await describeSource(path);
const describeMs = performance.now() - beginning;
if (!described.ok) throw new Error(`${path}: ${described.error.code}`);
const [layer] = described.value.layers;
if (layer === undefined) throw new Error(`${path}: no layer`);
const start = performance.now();
let records = 0;
let rejects = 0;
let longestWaitMs = 0;
let last = start;
for await (const batch of readRecords(path, layer.plan)) {
  records += batch.records.length;
  rejects += batch.rejects.length;
  longestWaitMs = Math.max(longestWaitMs, performance.now() - last);
  last = performance.now();
}
const ms = performance.now() - start;
const peakMegabytes = process.resourceUsage().maxRSS / 1024;
process.stdout.write(
  JSON.stringify({
    format: described.value.format,
    describeMs,
    records,
    rejects,
    ms,
    longestWaitMs,
    peakMegabytes,
  }),
);
