import { defineCommand } from "citty";
import { runCommand } from "./command-problem.ts";
import { runMatrix } from "./cover/run-matrix.ts";
import { CRS, NETWORK } from "./cover/walk-args.ts";

export const matrixCommand = defineCommand({
  meta: { name: "matrix", description: "Walking metres and seconds between places, as CSV" },
  args: {
    network: NETWORK,
    from: { type: "string", description: "GeoJSON of points with an id", required: true },
    to: { type: "string", description: "GeoJSON of points with an id", required: true },
    speed: {
      type: "string",
      description: "metres a second; default 1.25, 1.41667 with --shortest",
    },
    shortest: {
      type: "boolean",
      description:
        "choose and measure ways by the rules of Valhalla's shortest, to compare with it",
    },
    legs: {
      type: "boolean",
      description: "count the straight metres between a point and the network too",
    },
    reach: {
      type: "string",
      description: "most metres from a point to the network; default 200, 2000 with --shortest",
    },
    crs: CRS,
    out: { type: "string", description: "CSV from,to,metres,seconds", required: true },
  },
  run: ({ args }) => runCommand(false, () => runMatrix(args)),
});
