import { defineCommand } from "citty";
import { runCommand } from "./command-problem.ts";
import { runExport } from "./export/run-export.ts";

export const exportCommand = defineCommand({
  meta: {
    name: "export",
    description: "Writes a plan or the grids in force as a file, or as pages to print (导出与打印)",
  },
  args: {
    format: {
      type: "string",
      description: "geojson, geopackage, shapefile, xlsx, csv, kml, changes, boards, sheets",
      required: true,
    },
    plan: { type: "string", description: "id or name of a plan; without it the grids in force" },
    date: { type: "string", description: "day of the grids in force, YYYY-MM-DD; default today" },
    area: { type: "string", description: "code or name of a district, street or community" },
    out: { type: "string", description: "file to write", required: true },
    meridian: {
      type: "string",
      description:
        "CGCS2000 zone by its central meridian (75 … 135), or degrees; default: that of the data",
    },
    encoding: { type: "string", description: "gbk or utf-8, of a Shapefile", default: "gbk" },
    paper: { type: "string", description: "a4 or a3" },
    address: {
      type: "string",
      description: "https://… that the codes on boards lead to",
      default: "http://localhost:8080",
    },
    json: { type: "boolean", description: "answer in JSON on standard output" },
  },
  run: ({ args }) => runCommand(args.json === true, () => runExport(args)),
});
