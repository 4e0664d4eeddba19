import { defineCommand } from "citty";
import { PRESET_NAMES } from "@onegrid/core/division";
import { runCommand } from "./command-problem.ts";
import { runDivide } from "./divide/run-divide.ts";

export const divideCommand = defineCommand({
  meta: {
    name: "divide",
    description: "Divides units or buildings into grids of about 300 households (网格划分)",
  },
  args: {
    units: { type: "string", description: "GeoJSON of ready units with households" },
    boundary: { type: "string", description: "GeoJSON of community boundaries (with --buildings)" },
    buildings: { type: "string", description: "GeoJSON of buildings with households" },
    compounds: { type: "string", description: "GeoJSON of compounds (小区)" },
    barriers: { type: "string", description: "GeoJSON of lines grids should follow" },
    weight: { type: "string", description: "field of the households", default: "households" },
    within: { type: "string", description: "field or GeoJSON file of the communities" },
    target: { type: "string", description: "households per grid", default: "300" },
    preset: { type: "string", description: PRESET_NAMES.join(", "), default: "standard" },
    seed: { type: "string", description: "same seed, same division", default: "1" },
    effort: { type: "string", description: "1 = a whole city in seconds; default: by size" },
    out: { type: "string", description: "GeoJSON of the grids", required: true },
    assignment: { type: "string", description: "CSV unit,grid" },
    report: { type: "string", description: "JSON with the measures" },
    repair: { type: "boolean", description: "accept large gaps and overlaps, mended by rule" },
    json: { type: "boolean", description: "answer in JSON on standard output" },
  },
  run: ({ args }) => runCommand(args.json === true, () => runDivide(args)),
});
