import { defineCommand } from "citty";
import { runCommand } from "./command-problem.ts";
import { runDemo } from "./demo/run-demo.ts";

export const demoCommand = defineCommand({
  meta: {
    name: "demo",
    description: "Writes a made-up district as GeoJSON, one file a layer (演示城区)",
  },
  args: {
    size: { type: "string", description: "estate, district or city", default: "estate" },
    seed: { type: "string", description: "same seed, same district", default: "1" },
    until: { type: "string", description: "end of the year of incidents; default: last midnight" },
    out: { type: "string", description: "folder for the files", required: true },
    json: { type: "boolean", description: "answer in JSON on standard output" },
  },
  run: ({ args }) => runCommand(args.json === true, () => runDemo(args)),
});
