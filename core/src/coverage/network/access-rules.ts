/** OSM-like tags of a way or a node. */
export type WayTags = Readonly<Record<string, string>>;

const set = (words: string): ReadonlySet<string> => new Set(words.split(" "));

/**
 * Who may walk where, as data. After the documented tables of two open routers (Valhalla's
 * pedestrian access, openrouteservice's foot profile), which agree on all but `access=private`:
 * estates (小区) tagged private are passed here, and left to walls and gates.
 */
const FOOT_RULES = {
  yesByDefault: set(
    "trunk trunk_link primary primary_link secondary secondary_link tertiary tertiary_link " +
      "residential unclassified road service track living_street pedestrian footway steps path " +
      "corridor elevator platform",
  ),
  /** Where `oneway` binds people on foot; on other classes it is meant for vehicles. */
  onewayBinds: set("footway pedestrian steps path"),
  footYes: set(
    "yes permissive designated official public private restricted destination delivery customers " +
      "permit residents use_sidepath crossing sidewalk allowed passable footway",
  ),
  footNo: set("no agricultural forestry discouraged"),
  accessNo: set("no emergency psv agricultural forestry discouraged"),
  sidewalkYes: set("yes both left right"),
  /** Not even a pavement opens these. */
  neverBySidewalk: set("motorway motorway_link"),
} as const;

export interface WayAccess {
  /** In the direction the way is drawn. */
  readonly forward: boolean;
  readonly backward: boolean;
  readonly isSteps: boolean;
}

const CLOSED: WayAccess = { forward: false, backward: false, isSteps: false };

export interface FootOptions {
  /** In China people walk on cycleways (非机动车道) unless a sign forbids it. Default true. */
  readonly walkOnCycleways?: boolean;
  /**
   * Walk along the outline of squares (`area=yes`). Default true: a square can be crossed, and its
   * outline is what joins the paths around it. Some routers leave squares out.
   */
  readonly walkOnSquares?: boolean;
}

/** Directions in which a way may be walked. */
export function footAccess(tags: WayTags, options: FootOptions = {}): WayAccess {
  const highway = highwayOf(tags);
  if (highway === "" || isForbiddenOutright(tags)) return CLOSED;
  if (tags["area"] === "yes" && options.walkOnSquares === false) return CLOSED;
  const explicit = explicitFoot(tags);
  if (!(explicit ?? isOpenByDefault(highway, tags, options))) return CLOSED;
  const direction = onewayOnFoot(highway, tags);
  return {
    forward: direction >= 0 && !FOOT_RULES.footNo.has(tags["foot:forward"] ?? ""),
    backward: direction <= 0 && !FOOT_RULES.footNo.has(tags["foot:backward"] ?? ""),
    isSteps: highway === "steps",
  };
}

function highwayOf(tags: WayTags): string {
  if (tags["highway"] !== undefined) return tags["highway"];
  const isPlatform = tags["railway"] === "platform" || tags["public_transport"] === "platform";
  return isPlatform ? "platform" : "";
}

function isForbiddenOutright(tags: WayTags): boolean {
  if (tags["impassable"] === "yes" || tags["highway"] === "construction") return true;
  const isEmergency = tags["emergency"] === "yes" || tags["service"] === "emergency_access";
  return tags["access"] === "private" && isEmergency;
}

function explicitFoot(tags: WayTags): boolean | null {
  const foot = tags["foot"] ?? tags["pedestrian"] ?? "";
  if (FOOT_RULES.footYes.has(foot)) return true;
  return FOOT_RULES.footNo.has(foot) ? false : null;
}

function isOpenByDefault(highway: string, tags: WayTags, options: FootOptions): boolean {
  if (FOOT_RULES.accessNo.has(tags["access"] ?? "")) return false;
  if (tags["motorroad"] === "yes") return false;
  if (FOOT_RULES.yesByDefault.has(highway)) return true;
  if (highway === "cycleway" && options.walkOnCycleways !== false) return true;
  const hasSidewalk = FOOT_RULES.sidewalkYes.has(tags["sidewalk"] ?? "");
  return hasSidewalk && !FOOT_RULES.neverBySidewalk.has(highway);
}

/** 1 only forward, -1 only backward, 0 both. */
function onewayOnFoot(highway: string, tags: WayTags): -1 | 0 | 1 {
  const own = tags["oneway:foot"];
  if (own !== undefined) return onewayDirection(own);
  return FOOT_RULES.onewayBinds.has(highway) ? onewayDirection(tags["oneway"] ?? "") : 0;
}

export function onewayDirection(value: string): -1 | 0 | 1 {
  if (value === "yes" || value === "true" || value === "1") return 1;
  return value === "-1" || value === "reverse" ? -1 : 0;
}

/** What stands at a node, on foot. What is in no list passes, and is listed to be looked at. */
export const NODE_RULES = {
  wall: set("fence wall barrier_board jersey_barrier debris"),
  gate: set("gate lift_gate swing_gate sliding_beam sliding_gate yes"),
  small: set("bollard block kissing_gate cycle_barrier motorcycle_barrier chain bar"),
  /** A kerb says by `kerb` how high it is. */
  passed: set(
    "entrance kerb planter toll_booth border_control cattle_grid height_restrictor sally_port bus_trap no",
  ),
  carNo: set(
    "fence wall barrier_board jersey_barrier debris bollard block kissing_gate cycle_barrier " +
      "stile turnstile planter",
  ),
} as const;

/** What stops a wheelchair (轮椅) where people on foot pass. After openrouteservice's wheelchair profile. */
export const WHEELCHAIR_RULES = {
  nodeNo: set("stile block kissing_gate turnstile full-height_turnstile cycle_barrier chicane"),
  /** A kerb this high; a lowered or flush one is passed. */
  kerbNo: set("raised"),
  /** `wheelchair=*` on the thing itself wins over what it is and how wide. */
  yes: set("yes designated"),
  no: set("no"),
  widthKeys: ["maxwidth:physical", "width"],
  leastMetres: 0.8,
  /** Ways beside the carriageway: a kerb stands between them and the others. */
  pavement: set("footway path pedestrian steps corridor platform cycleway elevator"),
} as const;

/** Is a way wide enough for a wheelchair, as far as its tags say? Steps are told by `WayAccess`. */
export function isWayOpenToWheelchairs(tags: WayTags): boolean {
  return wheelchairSays(tags) ?? !isTooNarrow(tags);
}

/** What a node does to a wheelchair: nothing, a barrier for every way over it, or a kerb between ways. */
export function wheelchairBarrier(tags: WayTags): "none" | "barrier" | "kerb" {
  const says = wheelchairSays(tags);
  if (says !== null) return says ? "none" : "barrier";
  if (WHEELCHAIR_RULES.nodeNo.has(tags["barrier"] ?? "") || isTooNarrow(tags)) return "barrier";
  return WHEELCHAIR_RULES.kerbNo.has(tags["kerb"] ?? "") ? "kerb" : "none";
}

/** Carriageways and the crossings over them lie on one side of a kerb, pavements on the other. */
export function isOnCarriageway(tags: WayTags): boolean {
  const { pavement } = WHEELCHAIR_RULES;
  const isCrossing = [...pavement].some((kind) => tags[kind] === "crossing");
  return isCrossing || !pavement.has(highwayOf(tags));
}

function wheelchairSays(tags: WayTags): boolean | null {
  const says = tags["wheelchair"] ?? "";
  if (WHEELCHAIR_RULES.yes.has(says)) return true;
  return WHEELCHAIR_RULES.no.has(says) ? false : null;
}

function isTooNarrow(tags: WayTags): boolean {
  const { widthKeys, leastMetres } = WHEELCHAIR_RULES;
  return widthKeys.some((key) => {
    const metres = metresOf(tags[key] ?? "");
    return metres !== null && metres < leastMetres;
  });
}

/** Metres of `0.7`, `0.7 m` or `70 cm`; `null` for what is no width. */
function metresOf(text: string): number | null {
  const found = /^\s*(\d+(?:\.\d+)?)\s*(m|cm)?\s*$/.exec(text);
  const metres = Number(found?.[1] ?? 0) / (found?.[2] === "cm" ? 100 : 1);
  return metres > 0 ? metres : null;
}

/** May people on foot pass this node? Its own `foot` or `access` wins over its barrier. */
export function isNodePassableOnFoot(tags: WayTags): boolean {
  const foot = explicitFoot(tags);
  if (foot !== null) return foot;
  if (FOOT_RULES.accessNo.has(tags["access"] ?? "")) return false;
  return !NODE_RULES.wall.has(tags["barrier"] ?? "");
}
