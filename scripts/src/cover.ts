import { defineCommand } from "citty";
import { runCommand } from "./command-problem.ts";
import { runCover } from "./cover/run-cover.ts";

const FILE = "GeoJSON, .osm, .osm.gz or .osm.pbf";

export const coverCommand = defineCommand({
  meta: {
    name: "cover",
    description: "Who can walk to a service station within 10 minutes, or 500 m (步行覆盖)",
  },
  args: {
    network: { type: "string", description: `roads and paths: ${FILE}`, required: true },
    buildings: { type: "string", description: `buildings: ${FILE}`, required: true },
    stations: { type: "string", description: `service stations: ${FILE}`, required: true },
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
    at: { type: "string", description: "only stations open then: “Tue 20:00”, “2026-10-01 10:00”" },
    kind: { type: "string", description: "only stations of these kinds, comma-separated" },
    service: { type: "string", description: "only stations that offer this service" },
    weight: { type: "string", description: "field of the households", default: "households" },
    by: { type: "string", description: "areas to sum by (GeoJSON); writes OUT-by-area.csv" },
    polygons: { type: "string", description: "GeoJSON of the area reached" },
    out: { type: "string", description: "CSV of the buildings", required: true },
    json: { type: "boolean", description: "answer in JSON on standard output" },
  },
  run: ({ args }) => runCommand(args.json === true, () => runCover(args)),
});
