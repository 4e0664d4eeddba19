import { defineCommand } from "citty";
import { runCommand } from "./command-problem.ts";
import { runSite } from "./cover/run-site.ts";

const FILE = "GeoJSON, .osm, .osm.gz or .osm.pbf";

export const siteCommand = defineCommand({
  meta: {
    name: "site",
    description: "Where new stations reach the most households, with a proven bound (选址)",
  },
  args: {
    network: { type: "string", description: `roads and paths: ${FILE}`, required: true },
    buildings: {
      type: "string",
      description: `buildings with households: ${FILE}`,
      required: true,
    },
    stations: { type: "string", description: `stations that stand and stay: ${FILE}` },
    candidates: {
      type: "string",
      description: `places where a station may stand: ${FILE}, or the word everywhere`,
      required: true,
    },
    spacing: { type: "string", description: "metres between candidates everywhere; default 150" },
    count: { type: "string", description: "how many new stations" },
    share: { type: "string", description: "instead: the fewest for a share, 0.95 or 1" },
    budget: { type: "string", description: "instead: money for opening costs" },
    cost: { type: "string", description: "field of a candidate's opening cost", default: "cost" },
    forbidden: { type: "string", description: "areas where no station may stand (polygons)" },
    "must-serve": { type: "string", description: "areas in which every household is covered" },
    compounds: { type: "string", description: "walled compounds (小区): polygons" },
    gates: { type: "string", description: "gates (大门) of the compounds: points" },
    policy: {
      type: "string",
      description: "inferred gates are open (optimistic) or closed (pessimistic)",
      default: "optimistic",
    },
    minutes: { type: "string", description: "limit in minutes; default 10" },
    metres: { type: "string", description: "limit in metres over the network, instead" },
    speed: { type: "string", description: "metres a second; default by --profile (1.25)" },
    profile: { type: "string", description: "adult, slow, wheelchair" },
    weight: { type: "string", description: "field of the households", default: "households" },
    "by-building": { type: "boolean", description: "count buildings, not households" },
    seconds: { type: "string", description: "ends with the gap that is left; default 60" },
    seed: { type: "string", description: "of the exact solver; default 1", default: "1" },
    out: { type: "string", description: "JSON of the plan", required: true },
    json: { type: "boolean", description: "answer in JSON on standard output" },
  },
  run: ({ args }) => runCommand(args.json === true, () => runSite(args)),
});
