import { defineCommand } from "citty";
import { runCommand } from "./command-problem.ts";
import { runCover } from "./cover/run-cover.ts";
import { FILE, NETWORK, WALK_ARGS } from "./cover/walk-args.ts";

export const coverCommand = defineCommand({
  meta: {
    name: "cover",
    description: "Who can walk to a service station within 10 minutes, or 500 m (步行覆盖)",
  },
  args: {
    network: NETWORK,
    buildings: { type: "string", description: `buildings: ${FILE}`, required: true },
    stations: { type: "string", description: `service stations: ${FILE}`, required: true },
    ...WALK_ARGS,
    at: { type: "string", description: "only stations open then: “Tue 20:00”, “2026-10-01 10:00”" },
    kind: { type: "string", description: "only stations of these kinds, comma-separated" },
    service: { type: "string", description: "only stations that offer this service" },
    by: { type: "string", description: "areas to sum by (GeoJSON); writes OUT-by-area.csv" },
    polygons: { type: "string", description: "GeoJSON of the area reached" },
    out: { type: "string", description: "CSV of the buildings", required: true },
    json: { type: "boolean", description: "answer in JSON on standard output" },
  },
  run: ({ args }) => runCommand(args.json === true, () => runCover(args)),
});
