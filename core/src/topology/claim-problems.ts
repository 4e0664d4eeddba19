import { toDegrees } from "../geometry/index.ts";
import type { PlaneFrame, Position } from "../geometry/index.ts";
import { pushBorderSegments } from "./face-parts.ts";
import type { FaceParts } from "./face-parts.ts";
import { labelPoint } from "./label-point.ts";
import type { NodedLines } from "./line-work.ts";
import { makeProblem } from "./map-problem.ts";
import type { MapProblem } from "./map-problem.ts";
import type { Faces } from "./polygonize.ts";
import type { SettledClaims } from "./settle-claims.ts";
import { AREA2_OF_SQUARE_METRE } from "./square-metres.ts";
import { item } from "./typed-access.ts";

export interface FramedFaces {
  readonly frame: PlaneFrame;
  readonly lines: NodedLines;
  readonly faces: Faces;
}

/** A place inside each of some parts. */
export function placesOf(
  { frame, lines, faces }: FramedFaces,
  parts: FaceParts,
  wanted: readonly number[],
): (part: number) => Position {
  const segments = new Map<number, number[]>(wanted.map((part) => [part, []]));
  pushBorderSegments(lines, faces, parts.partOfFace, segments);
  return (part) => toDegrees(frame, ...labelPoint(segments.get(part) ?? []));
}

export function squareMetres(area2: number): number {
  return area2 / AREA2_OF_SQUARE_METRE;
}

/** Gaps and overlaps; `ids` are those of the claimants. */
export function disputeProblems(
  ground: FramedFaces,
  { disputes, parts }: SettledClaims,
  ids: readonly string[],
): MapProblem[] {
  const told = disputes.filter(({ isRounding }) => !isRounding);
  const placeOf = placesOf(
    ground,
    parts,
    told.map(({ part }) => part),
  );
  return told.map(({ part, claimants, area2, givenTo, near }) =>
    makeProblem({
      kind: claimants.length === 0 ? "gap" : "overlap",
      place: placeOf(part),
      areaSquareMetres: squareMetres(area2),
      ids: claimants.map((claimant) => item(ids, claimant)),
      ...(givenTo >= 0 && { givenTo: item(ids, givenTo) }),
      near: near.map((owner) => item(ids, owner)),
    }),
  );
}
