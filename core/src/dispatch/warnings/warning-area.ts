import type { Position } from "../../geometry/index.ts";
import { fail, ok, type Result } from "../../result.ts";
import type { WarningProblem } from "../warnings-contract.ts";
import type { CapNode } from "./cap-warning.ts";

/** Where a warning holds. */
export interface WarningArea {
  readonly words: string;
  /** Closed, `[lng, lat]`. */
  readonly rings: readonly (readonly Position[])[];
  /** Codes of areas (区划代码), where nothing is drawn. */
  readonly codes: readonly string[];
}

/** The outline of a province needs a few thousand. */
export const MOST_WARNING_POINTS = 20_000;
const MOST_AREAS = 200;
const LONGEST_WORDS = 300;
const CIRCLE_CORNERS = 48;
const KM_PER_DEGREE = 111.32;
const MOST_RADIUS_KM = 2_000;

type Read<T> = Result<T, WarningProblem>;
const bad = (element: string): Result<never, WarningProblem> =>
  fail({ code: "dispatch.warning-element", element });

/** The areas of a message together. CAP says latitude first, unlike everywhere else in the house. */
export function readArea(areas: readonly CapNode[]): Read<WarningArea> {
  if (areas.length === 0 || areas.length > MOST_AREAS) return bad("area");
  const parts = areas.flatMap(({ children }) => children);
  const named = (name: string): string[] =>
    parts.filter((part) => part.name === name).map(({ text }) => text.trim());
  const points = named("polygon").reduce((sum, text) => sum + text.split(/\s+/).length, 0);
  if (points > MOST_WARNING_POINTS)
    return fail({ code: "dispatch.warning-area-large", points, most: MOST_WARNING_POINTS });
  const rings: (readonly Position[])[] = [];
  for (const text of named("polygon")) {
    const ring = ringIn(text);
    if (ring === null) return bad("polygon");
    rings.push(ring);
  }
  for (const text of named("circle")) {
    const ring = circleIn(text);
    if (ring === null) return bad("circle");
    rings.push(ring);
  }
  const codes = parts.filter(({ name }) => name === "geocode").flatMap(codeIn);
  if (rings.length === 0 && codes.length === 0) return bad("area");
  const words = named("areaDesc").filter(Boolean).join("、").replaceAll(/\s+/g, " ");
  return ok({ words: words.slice(0, LONGEST_WORDS), rings, codes });
}

/** `38.47,-120.14`: a latitude beyond the poles is a pair the wrong way round. */
function pairIn(text: string): Position | null {
  const [, lat, lng] = /^([-+]?\d{1,3}(?:\.\d+)?),([-+]?\d{1,3}(?:\.\d+)?)$/.exec(text) ?? [];
  if (lat === undefined || lng === undefined) return null;
  const position: Position = [Number(lng), Number(lat)];
  return Math.abs(position[1]) <= 90 && Math.abs(position[0]) <= 180 ? position : null;
}

function ringIn(text: string): readonly Position[] | null {
  const pairs = text.split(/\s+/).map(pairIn);
  const ring = pairs.filter((pair) => pair !== null);
  const [first, last] = [ring[0], ring.at(-1)];
  if (ring.length !== pairs.length || ring.length < 4 || !first || !last) return null;
  return first[0] === last[0] && first[1] === last[1] ? ring : null;
}

/** `latitude,longitude radius` in kilometres, as so many corners; a radius of 0 is a point. */
function circleIn(text: string): readonly Position[] | null {
  const [pair = "", radius = "", ...more] = text.split(/\s+/);
  const [middle, km] = [pairIn(pair), /^\d+(?:\.\d+)?$/.test(radius) ? Number(radius) : NaN];
  if (middle === null || more.length > 0 || !(km > 0 && km <= MOST_RADIUS_KM)) return null;
  const [lng, lat] = middle;
  const up = km / KM_PER_DEGREE;
  const along = up / Math.max(0.01, Math.cos((lat * Math.PI) / 180));
  return Array.from({ length: CIRCLE_CORNERS + 1 }, (_, corner): Position => {
    const turn = ((corner % CIRCLE_CORNERS) / CIRCLE_CORNERS) * 2 * Math.PI;
    return [lng + along * Math.cos(turn), Math.max(-90, Math.min(90, lat + up * Math.sin(turn)))];
  });
}

/** Only codes of areas: those of weather forecast zones and the like say nothing here. */
const codeIn = ({ children }: CapNode): string[] => {
  const value = children.find(({ name }) => name === "value")?.text.trim() ?? "";
  return /^\d{2,12}$/.test(value) ? [value] : [];
};
