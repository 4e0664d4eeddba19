import { NODE_RULES, onewayDirection, type WayTags } from "./access-rules.ts";

/** Typical urban driving speeds by road class in km/h, stops at junctions included. A setting, not a measurement. */
const DRIVE_SPEEDS_KMH: Readonly<Record<string, number>> = {
  motorway: 80,
  motorway_link: 45,
  trunk: 60,
  trunk_link: 40,
  primary: 40,
  primary_link: 30,
  secondary: 35,
  secondary_link: 28,
  tertiary: 30,
  tertiary_link: 25,
  unclassified: 25,
  residential: 20,
  road: 20,
  living_street: 10,
  service: 12,
  track: 10,
};

const IMPLIED_ONEWAY = new Set(["motorway", "motorway_link"]);
const SHUT = new Set(["no", "agricultural", "forestry", "psv", "bicycle", "foot"]);

export interface DriveAccess {
  readonly forward: boolean;
  readonly backward: boolean;
  readonly kilometresPerHour: number;
}

/** Directions and speed for a car: highway classes, `oneway`, roundabouts, `maxspeed` as a cap. */
export function driveAccess(tags: WayTags): DriveAccess {
  const highway = tags["highway"] ?? "";
  const typical = DRIVE_SPEEDS_KMH[highway] ?? 0;
  const permission =
    tags["motorcar"] ?? tags["motor_vehicle"] ?? tags["vehicle"] ?? tags["access"] ?? "";
  if (typical === 0 || SHUT.has(permission)) {
    return { forward: false, backward: false, kilometresPerHour: 0 };
  }
  const direction = onewayOfCar(highway, tags);
  return {
    forward: direction >= 0,
    backward: direction <= 0,
    kilometresPerHour: Math.max(5, Math.min(typical, speedLimit(tags["maxspeed"] ?? ""))),
  };
}

function onewayOfCar(highway: string, tags: WayTags): -1 | 0 | 1 {
  const own = tags["oneway:motor_vehicle"] ?? tags["oneway"];
  if (own !== undefined) return onewayDirection(own);
  const isRound = tags["junction"] === "roundabout" || tags["junction"] === "circular";
  return isRound || IMPLIED_ONEWAY.has(highway) ? 1 : 0;
}

function speedLimit(maxspeed: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*(mph)?/.exec(maxspeed);
  if (match === null) return Number.POSITIVE_INFINITY;
  return Number(match[1]) * (match[2] === undefined ? 1 : 1.609344);
}

/** May a car pass this node? */
export function isNodePassableByCar(tags: WayTags): boolean {
  const permission = tags["motor_vehicle"] ?? tags["vehicle"] ?? tags["access"] ?? "";
  if (SHUT.has(permission)) return false;
  if (permission === "yes" || permission === "private") return true;
  return !NODE_RULES.carNo.has(tags["barrier"] ?? "");
}
