import type { Geometry } from "@onegrid/core/geometry";
import { innerPoint } from "@onegrid/core/coverage";
import { CommandProblem, type ProblemText } from "../command-problem.ts";
import type { InputNotes } from "../divide/notices.ts";

/** A thing of a file: OSM elements and features of any other format alike. */
export interface Place {
  readonly id: string;
  /** Where it stands in the file, where that says more than its id. */
  readonly where: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** Degrees; `null`: none, or one that nothing can be made of. */
  readonly geometry: Geometry | null;
}

export interface Settling {
  readonly path: string;
  readonly notes: InputNotes;
}

const FITS = {
  point: ({ type }: Geometry) => type !== "LineString" && type !== "MultiLineString",
  area: ({ type }: Geometry) => type === "Polygon" || type === "MultiPolygon",
} as const;

const WANTED = { point: ["点或面", "points or polygons"], area: ["面", "polygons"] } as const;

/**
 * A line is no building: what is of the wrong kind loses its geometry, keeps its row and is told. A
 * file with nothing else is refused.
 */
export function ofRightKind(
  places: readonly Place[],
  kind: keyof typeof FITS,
  { path, notes }: Settling,
): readonly Place[] {
  const wrong = places.filter(({ geometry }) => geometry !== null && !FITS[kind](geometry));
  if (wrong.length === 0) return places;
  const lost = new Set(wrong);
  const [first] = wrong;
  const isUsable = places.some((place) => place.geometry !== null && !lost.has(place));
  if (first !== undefined && !isUsable) throw new CommandProblem([wrongKind(path, first, kind)]);
  for (const place of wrong) notes.notice(wrongKind(path, place, kind));
  return places.map((place) => (lost.has(place) ? { ...place, geometry: null } : place));
}

function wrongKind(path: string, place: Place, kind: keyof typeof FITS): ProblemText {
  const [zh, en] = WANTED[kind];
  const found = place.geometry?.type ?? "";
  return {
    code: "coverage.wrong-kind",
    object: place.id,
    place: `${place.where || path}${placeOf(place)}`,
    reason: [`这里要的是${zh}，不是 ${found}。`, `It is a ${found}; ${en} are wanted here.`],
    advice: ["请换成正确的图层，或删去该要素。", "Name the right layer, or take the feature out."],
  };
}

function placeOf({ geometry }: Place): string {
  if (geometry === null) return "";
  const [lng, lat] = innerPoint(geometry);
  return `, ${lng.toFixed(6)}, ${lat.toFixed(6)}`;
}

/**
 * Ids that come more than once. The very same thing twice is left out where it may count once only
 * (`isOnce`); two things of one name stay and are told: their rows cannot be told apart.
 */
export function toldTwice(
  places: readonly Place[],
  isOnce: boolean,
  { path, notes }: Settling,
): readonly Place[] {
  const known = new Map<string, Place[]>();
  return places.filter((place) => {
    const namesakes = known.get(place.id);
    if (namesakes === undefined) {
      known.set(place.id, [place]);
      return true;
    }
    const isSame = namesakes.some((other) => isOnOneGround(other, place));
    if (!isSame) notes.notice(namesake(path, place));
    else if (isOnce) notes.notice(twice(path, place));
    namesakes.push(place);
    return !(isSame && isOnce);
  });
}

const isOnOneGround = (one: Place, two: Place): boolean =>
  JSON.stringify(one.geometry) === JSON.stringify(two.geometry);

const twice = (path: string, place: Place): ProblemText => ({
  code: "coverage.twice-the-same",
  object: place.id,
  place: `${place.where || path}${placeOf(place)}`,
  reason: ["与前面的要素重复，只计一次。", "It repeats an earlier feature and counts once."],
  advice: ["", ""],
});

const namesake = (path: string, place: Place): ProblemText => ({
  code: "coverage.duplicate-id",
  object: place.id,
  place: `${place.where || path}${placeOf(place)}`,
  reason: [
    "另一个要素用了同样的编号，两者都计入。",
    "Another feature in another place has the same id; both count.",
  ],
  advice: ["", ""],
});

export const noId = (path: string, count: number, first: number): ProblemText => ({
  code: "coverage.no-id",
  object: path,
  place: `feature ${first}`,
  reason: [
    `${count} 个要素没有编号，以序号代替，如 #${first}。`,
    `${count} of its features have no id and are named by their number, as #${first}.`,
  ],
  advice: ["", ""],
});

export const badHours = (id: string, where: string, text: string): ProblemText => ({
  code: "coverage.bad-hours",
  object: id,
  place: where,
  reason: [
    `开放时间“${text}”无法读出，视为全天开放。`,
    `Its hours “${text}” cannot be read: it counts as open all day.`,
  ],
  advice: ["请写成 Mo-Fr 06:00-22:00。", "Write them as Mo-Fr 06:00-22:00."],
});

export const nothingFound = (path: string): CommandProblem =>
  new CommandProblem([
    {
      code: "coverage.nothing-found",
      object: path,
      place: "",
      reason: ["文件里没有所需的要素。", "The file holds nothing of the kind wanted here."],
      advice: ["请换一个文件。", "Name another file."],
    },
  ]);
