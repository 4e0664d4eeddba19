import { Type, type Static } from "typebox";
import { Instant, PositionField } from "./contract/contract-fields.ts";

/** Where somebody on shift (在班) is just now. The next one takes its place: no track is kept. */
export const PositionBody = Type.Object({
  position: PositionField,
  /** Of the receiver, as it says itself. */
  accuracyMetres: Type.Number({ minimum: 0, maximum: 100_000 }),
  /** When it was measured, by the server's clock as far as the device knows it. */
  measuredAt: Instant,
});
export type PositionBody = Static<typeof PositionBody>;

export const PositionTaken = Type.Object({
  /** `false`: sooner than a second after the last one, older than it, or too vague to send anybody by. */
  isKept: Type.Boolean(),
});
export type PositionTaken = Static<typeof PositionTaken>;

/** Why a position was not taken, or nobody is shown. */
export type PositionProblem = {
  readonly code:
    "dispatch.position-off-shift" | "dispatch.position-old" | "dispatch.position-box-odd";
};

/** The part of the map that a screen shows: `west,south,east,north` in degrees. */
export const PeopleQuery = Type.Object({
  box: Type.String({ pattern: String.raw`^-?\d{1,3}(\.\d{1,8})?(,-?\d{1,3}(\.\d{1,8})?){3}$` }),
});

/** What `GET /api/positions/stream` tells, as `event: people`. Whatever is missed is not told again. */
export interface PeopleMessage {
  readonly at: number;
  /** Everybody who is shown: whoever is not named here is not there. */
  readonly isWhole: boolean;
  /** Whoever has come in sight, or is something else now. */
  readonly who: {
    readonly key: number;
    readonly id: string;
    readonly name: string;
    readonly role: string;
    readonly areaName: string;
    readonly inHand: number;
  }[];
  /** Key, longitude, latitude, accuracy in metres, and seconds since 1970 when it was measured. */
  readonly moved: (readonly [number, number, number, number, number])[];
  /** Keys of those who are not to be seen any more: off shift, withdrawn, out of the part or the box. */
  readonly gone: number[];
}
