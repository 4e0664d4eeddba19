import gcoordModule from "gcoord";
import proj4 from "proj4";
import type { Position } from "../geometry/index.ts";
import { gaussKrugerZone, type CrsCode } from "./gauss-kruger-zone.ts";

/** From the file's x (east) and y (north) to degrees. Not finite where the system has no place. */
export type ToDegrees = (x: number, y: number) => Position;

// Typed as an ES module with a default export, but CommonJS in Node and an ES module in a bundler.
const { BD09, GCJ02, WGS84, transform } =
  "default" in gcoordModule ? gcoordModule.default : gcoordModule;

/** `null`: a system we do not know. The same system gives the same function. */
export function toDegrees(crs: CrsCode): ToDegrees | null {
  if (crs === "EPSG:4326" || crs === "EPSG:4490") return (x, y) => [x, y];
  // gcoord's inverse is iterative: 1 mm typical, 14 cm worst over China. It changes what it is given.
  if (crs === "GCJ-02") return (x, y) => pair(transform([x, y], GCJ02, WGS84));
  if (crs === "BD-09") return (x, y) => pair(transform([x, y], BD09, WGS84));
  const definition = projDefinition(crs);
  return definition === null ? null : projected(definition);
}

export function isGeographic(crs: CrsCode): boolean {
  return ["EPSG:4326", "EPSG:4490", "GCJ-02", "BD-09"].includes(crs);
}

function pair(position: readonly number[]): Position {
  return [position[0] ?? NaN, position[1] ?? NaN];
}

function projected(definition: string): ToDegrees | null {
  try {
    const converter = proj4(definition);
    return (x, y) => {
      // proj4 throws on values that are not finite.
      if (!Number.isFinite(x) || !Number.isFinite(y)) return [NaN, NaN];
      return pair(converter.inverse([x, y]));
    };
  } catch {
    return null;
  }
}

const LOCAL_GRID =
  /^\+proj=(?:tmerc|utm|merc|lcc|longlat)(?: \+(?:lat_0|lat_1|lat_2|lat_ts|lon_0|k|k_0|x_0|y_0|ellps|a|b|rf|towgs84|units|zone|datum|south|no_defs)(?:=[-\w.,]+)?)*$/;

/** PROJ definition. CGCS2000 and WGS 84 differ by centimetres here and are taken as one. */
function projDefinition(crs: CrsCode): string | null {
  if (crs === "EPSG:3857")
    return "+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +no_defs";
  const gaussKruger = gaussKrugerZone(crs);
  if (gaussKruger !== null) {
    const east = (gaussKruger.prefix ?? 0) * 1_000_000 + 500_000;
    return `+proj=tmerc +lat_0=0 +lon_0=${gaussKruger.centralMeridian} +k=1 +x_0=${east} +y_0=0 +ellps=GRS80 +units=m +no_defs`;
  }
  const utm = /^EPSG:32([67])(\d\d)$/.exec(crs);
  if (utm !== null && Number(utm[2]) >= 1 && Number(utm[2]) <= 60)
    return `+proj=utm +zone=${Number(utm[2])}${utm[1] === "7" ? " +south" : ""} +datum=WGS84 +units=m +no_defs`;
  const local = crs.startsWith("proj:") ? crs.slice("proj:".length).trim() : null;
  return local !== null && LOCAL_GRID.test(local) ? local : null;
}
