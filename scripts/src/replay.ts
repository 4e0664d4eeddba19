import { defineCommand } from "citty";
import { runCommand } from "./command-problem.ts";
import { runReplay } from "./replay/run-replay.ts";

export const replayCommand = defineCommand({
  meta: {
    name: "replay",
    description:
      "Plays a file of incidents through the whole dispatch on a made-up clock (事件回放), and says what became of every row",
  },
  args: {
    // Not required by the parser: a missing one is said as every other problem is.
    "file...": {
      type: "positional",
      required: false,
      description: "incidents: CSV, GeoJSON, XLSX… of any city",
    },
    network: {
      type: "string",
      required: true,
      description: "ways: .osm, .osm.gz, .osm.pbf, GeoJSON…; the district is made over its extent",
    },
    from: { type: "string", description: "first day, 2016-03-01" },
    to: { type: "string", description: "last day" },
    limit: { type: "string", description: "so many reports at most, the earliest" },
    days: {
      type: "string",
      description: "bring all reports into so many days, 364: weekday and hour stay",
    },
    speed: {
      type: "string",
      description: "times real speed at most, 1000; without it as fast as it goes",
    },
    seed: { type: "string", description: "of teams and of what people do; the same one, the same" },
    classes: { type: "string", description: "CSV: the file's class, id of ours (event.01-02)" },
    map: { type: "string", description: "fields, as in category=Problem,reportedAt=Opened" },
    crs: { type: "string", description: "coordinate system of the incidents" },
    encoding: { type: "string", description: "utf-8, gb18030…" },
    name: { type: "string", description: "name of the made district" },
    keep: { type: "string", description: "empty folder for the store, which stays" },
    out: { type: "string", description: "CSV: what became of every row" },
    json: { type: "boolean", description: "answer in JSON on standard output" },
  },
  run: ({ args }) => runCommand(args.json === true, () => runReplay(args)),
});
