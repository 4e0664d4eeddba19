import type { CaseCard } from "@onegrid/core/dispatch/contract";
import type { Position } from "@onegrid/core/geometry";
import type { Language } from "../../i18n/index.ts";
import type { Shape, Shapes } from "../../map/index.ts";
import { toneOf } from "./case-view.ts";
import type { CaseCount } from "./count-cases.ts";
import { STATE_COLORS, stateSign } from "./case-words.ts";

const point = (position: Position): Shape["geometry"] => ({
  type: "Point",
  coordinates: [position[0], position[1]],
});

const collection = (features: readonly Shape[]): Shapes => ({
  type: "FeatureCollection",
  features,
});

/** One case as a point; a case without a place is in the queue only. */
export function caseShape(card: CaseCard, now: number, language: Language): Shape[] {
  const { position } = card.place;
  if (!position) return [];
  const tone = toneOf(card, now);
  return [
    {
      type: "Feature",
      geometry: point(position),
      properties: {
        id: card.id,
        color: STATE_COLORS[card.state],
        sign: stateSign(card.state, language),
        tone,
      },
    },
  ];
}

/** Numbers of areas, for small scales. */
export const countShapes = (counts: readonly CaseCount[]): Shapes =>
  collection(
    counts.map(({ id, center, all, late }) => ({
      type: "Feature",
      geometry: point(center),
      properties: { id, all, late },
    })),
  );

export interface ResponderPlace {
  readonly id: string;
  readonly name: string;
  readonly rank: number;
  readonly position: Position;
}

/** The first few who could go, with a line each to the case. The lines show who, not the way. */
export function responderShapes(
  to: Position,
  responders: readonly ResponderPlace[],
): { readonly points: Shapes; readonly lines: Shapes } {
  return {
    points: collection(
      responders.map(({ id, name, rank, position }) => ({
        type: "Feature",
        geometry: point(position),
        properties: { id, name, rank: String(rank) },
      })),
    ),
    lines: collection(
      responders.map(({ rank, position }) => ({
        type: "Feature",
        geometry: {
          type: "LineString",
          coordinates: [
            [position[0], position[1]],
            [to[0], to[1]],
          ],
        },
        properties: { rank },
      })),
    ),
  };
}

export const pinShapes = (position: Position | null): Shapes =>
  collection(
    position === null ? [] : [{ type: "Feature", geometry: point(position), properties: {} }],
  );
