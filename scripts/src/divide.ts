import { defineCommand } from "citty";
import { PRESET_NAMES } from "@onegrid/core/division";
import { runCommand } from "./command-problem.ts";
import { repeatedOption } from "./divide/divide-args.ts";
import { runDivide } from "./divide/run-divide.ts";

export const divideCommand = defineCommand({
  meta: {
    name: "divide",
    description: "Divides units or buildings into grids of about 300 households (网格划分)",
  },
  args: {
    units: {
      type: "string",
      description: "ready units with households; GeoJSON, Shapefile, GeoPackage …",
    },
    boundary: { type: "string", description: "community boundaries (with --buildings)" },
    buildings: { type: "string", description: "buildings with households" },
    compounds: { type: "string", description: "compounds (小区)" },
    barriers: {
      type: "string",
      description: "lines or areas grids should follow: roads, railways, water; several times",
    },
    weight: { type: "string", description: "field of the households; default: found by name" },
    crs: { type: "string", description: "EPSG:4547, GCJ-02 …; default: as the files say" },
    estimate: {
      type: "boolean",
      description: "estimate households that are not known, from footprint and storeys (估算)",
    },
    within: { type: "string", description: "field or GeoJSON file of the communities" },
    target: { type: "string", description: "households per grid", default: "300" },
    grids: {
      type: "string",
      description: "number of grids, shared out by households; default: by the target",
    },
    preset: { type: "string", description: PRESET_NAMES.join(", "), default: "standard" },
    seed: { type: "string", description: "same seed, same division", default: "1" },
    effort: { type: "string", description: "1 = a whole city in seconds; default: by size" },
    posts: {
      type: "string",
      description: "posts of the grids (网格驿站, 服务站): any file of points",
    },
    "walk-weight": {
      type: "string",
      description: "worth of a short way to the post of one's grid; 0: measured only",
      default: "0.5",
    },
    out: { type: "string", description: "GeoJSON of the grids", required: true },
    assignment: { type: "string", description: "CSV unit,grid" },
    report: { type: "string", description: "JSON with the measures" },
    "city-units": {
      type: "string",
      description: "GeoJSON of units of management of a hectare (万米单元网格), a second layer",
    },
    crosswalk: { type: "string", description: "CSV of what city units and grids have in common" },
    repair: { type: "boolean", description: "settle what is wrong with the input by rule" },
    json: { type: "boolean", description: "answer in JSON on standard output" },
  },
  run: ({ args, rawArgs }) =>
    runCommand(args.json === true, () =>
      runDivide({ ...args, barriers: repeatedOption(rawArgs, "barriers") }),
    ),
});
