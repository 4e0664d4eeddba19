import { defineCommand } from "citty";
import { runCommand } from "./command-problem.ts";
import { runIngest } from "./ingest/run-ingest.ts";

export const ingestCommand = defineCommand({
  meta: {
    name: "ingest",
    description:
      "Takes files into the store (导入): GeoJSON, CSV, XLSX, zipped Shapefile, GeoPackage, KML, OSM",
  },
  args: {
    // Not required by the parser: a missing one is said as every other problem is.
    "files...": { type: "positional", required: false, description: "one file or more" },
    layer: {
      type: "string",
      description:
        "areas, compounds, gates, buildings, ways, barriers, way_barriers, stations, units, incidents…",
    },
    crs: { type: "string", description: "EPSG:4326, EPSG:4547, GCJ-02…; asked for where unsure" },
    encoding: { type: "string", description: "utf-8, gb18030…" },
    map: { type: "string", description: "fields, as in households=户数,name=名称" },
    set: { type: "string", description: "values for rows that have none, as in kind=red_station" },
    estimate: { type: "boolean", description: "households from storeys × footprint, labelled so" },
    around: {
      type: "string",
      description: "name of an area to make round buildings that lie in no community",
    },
    rejects: { type: "string", description: "CSV of every refused row" },
    "dry-run": { type: "boolean", description: "only say what would be done" },
    json: { type: "boolean", description: "answer in JSON on standard output" },
  },
  run: ({ args }) => runCommand(args.json === true, () => runIngest(args)),
});
