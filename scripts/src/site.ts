import { defineCommand } from "citty";
import { runCommand } from "./command-problem.ts";
import { runSite } from "./cover/run-site.ts";
import { FILE, NETWORK, WALK_ARGS } from "./cover/walk-args.ts";

export const siteCommand = defineCommand({
  meta: {
    name: "site",
    description: "Where new stations reach the most households, with a proven bound (选址)",
  },
  args: {
    network: NETWORK,
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
    locked: {
      type: "string",
      description:
        "areas (polygons) in which every candidate is built; also a candidate's own field locked",
    },
    forbidden: {
      type: "string",
      description:
        "areas where no station may stand (polygons); also a candidate's own field forbidden",
    },
    capacity: {
      type: "boolean",
      description:
        "a station serves as many households as its floor area is enough for (30 m² for 100)",
    },
    area: { type: "string", description: "field of the floor area, m²; default floor_area_m2" },
    "new-area": { type: "string", description: "m² of candidates that have none in the file" },
    fair: {
      type: "string",
      description: "areas (polygons) whose worst covered one is looked after",
    },
    "fair-loss": { type: "string", description: "share of coverage that may cost; default 0.01" },
    "must-serve": { type: "string", description: "areas in which every household is covered" },
    ...WALK_ARGS,
    "by-building": { type: "boolean", description: "count buildings, not households" },
    seconds: { type: "string", description: "ends with the gap that is left; default 60" },
    seed: { type: "string", description: "of the exact solver; default 1", default: "1" },
    out: { type: "string", description: "JSON of the plan", required: true },
    json: { type: "boolean", description: "answer in JSON on standard output" },
  },
  run: ({ args }) => runCommand(args.json === true, () => runSite(args)),
});
