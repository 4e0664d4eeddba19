import type { CoverageReply } from "@onegrid/core/coverage/contract";
import type { QualityKind, QualityReply } from "@onegrid/core/coverage/quality-contract";
import type { Position } from "@onegrid/core/geometry";

/** Kinds of trouble: of the result itself, and of the ground it rests on. */
type TroubleKind = "building" | "station" | QualityKind;

/** One place that can be gone to. */
export interface Trouble {
  readonly id: string;
  readonly name: string;
  /** Why a building or station hangs in the air. */
  readonly reason: string | null;
  readonly position: Position;
  /** Households, or metres of an island; `null`: not known, or nothing to count. */
  readonly amount: number | null;
  /** Layer whose object it is on the map. */
  readonly layer: string;
}

export interface TroubleSection {
  readonly kind: TroubleKind;
  /** Why, where buildings are parted by it. */
  readonly reason: string | null;
  readonly count: number;
  readonly troubles: readonly Trouble[];
}

const LAYERS: Readonly<Record<QualityKind, string>> = {
  island: "ways",
  gateless: "compounds",
  "gate-without-wall": "gates",
  "barrier-unknown": "way_barriers",
  "barrier-astray": "way_barriers",
  "ways-joined": "ways",
};

/** Everything that was found: buildings first and by reason, those with most households first. */
export function troubleSections(
  { problems, stations }: Pick<CoverageReply, "problems" | "stations">,
  ground: QualityReply | null,
): readonly TroubleSection[] {
  const reasons = [...new Set(problems.map(({ reason }) => reason))];
  const buildings = reasons.map((reason): TroubleSection => ({
    kind: "building",
    reason,
    count: problems.filter((problem) => problem.reason === reason).length,
    troubles: problems
      .filter((problem) => problem.reason === reason)
      .toSorted((a, b) => (b.households ?? 0) - (a.households ?? 0))
      .map(({ buildingId: id, name, position, households }) => ({
        id,
        name,
        reason,
        position,
        amount: households,
        layer: "buildings",
      })),
  }));
  const stranded = stations.flatMap(({ id, name, position, stranded: reason }): Trouble[] =>
    reason === null ? [] : [{ id, name, reason, position, amount: null, layer: "stations" }],
  );
  const found = ground?.classes.map(({ kind, count, places }): TroubleSection => ({
    kind,
    reason: null,
    count,
    troubles: places.map((place) => ({ ...place, reason: null, layer: LAYERS[kind] })),
  }));
  return [
    ...buildings.toSorted((a, b) => householdsOf(b) - householdsOf(a)),
    { kind: "station", reason: null, count: stranded.length, troubles: stranded },
    ...(found ?? []),
  ];
}

export const householdsOf = ({ troubles }: TroubleSection): number =>
  troubles.reduce((sum, { amount }) => sum + (amount ?? 0), 0);
