import type { Random } from "@onegrid/core/demo";
import type { CaseCard } from "@onegrid/core/dispatch/contract";
import type { Person, Town } from "./made-town.ts";

/** A step that somebody may take on a case: not always one that will be allowed. */
export interface Move {
  readonly by: Person;
  readonly verb: string;
  readonly fields: object;
  readonly reason?: string;
}

type Weighted = readonly [move: Move | null, weight: number];

const REASON = "试行";

/** What people do to a case in its state; `null`: nothing is left to be done. */
export function someMove(card: CaseCard, town: Town, random: Random): Move | null {
  const desk = random.pick(town.desks);
  const staff = town.staff.get(card.place.communityId ?? "");
  if (!staff) return null;
  const own = (MOVES[card.state] ?? noMoves)({ desk, staff, card });
  return random.weighted([...own, ...anyTime(card, desk)]);
}

interface Hands {
  readonly desk: Person;
  readonly staff: Person;
  readonly card: CaseCard;
}

const noMoves = (): Weighted[] => [[null, 1]];

const MOVES: Partial<Record<CaseCard["state"], (hands: Hands) => Weighted[]>> = {
  reported: ({ desk }) => [
    [{ by: desk, verb: "file", fields: { standardMet: true } }, 8],
    [{ by: desk, verb: "reject", fields: {}, reason: REASON }, 1],
  ],
  filed: ({ desk, staff }) => [
    [
      {
        by: desk,
        verb: "dispatch",
        fields: {
          assignee: { unitId: null, memberId: staff.id },
          recommendationId: null,
          overrideReason: null,
        },
      },
      8,
    ],
  ],
  dispatched: ({ desk, staff }) => [
    [{ by: staff, verb: "accept", fields: {} }, 8],
    [{ by: staff, verb: "return", fields: { suggestedUnitId: null }, reason: REASON }, 1],
    [{ by: desk, verb: "recall", fields: {}, reason: REASON }, 1],
  ],
  in_progress: ({ desk, staff, card }) => [
    [{ by: staff, verb: card.step === "accepted" ? "set_out" : "arrive", fields: {} }, 3],
    [{ by: staff, verb: "finish", fields: { photos: [], form: { outcome: "已处理" } } }, 5],
    [{ by: desk, verb: "transfer", fields: {}, reason: REASON }, 1],
  ],
  resolved: ({ desk }) => [[{ by: desk, verb: "pass", fields: { standardMet: true } }, 8]],
  closed: ({ desk }) => [
    [null, 8],
    [{ by: desk, verb: "reopen", fields: {}, reason: REASON }, 1],
  ],
};

/** Steps beside the line; some make the case leave a desk's reach, and some bring it back. */
function anyTime({ state, level }: CaseCard, desk: Person): Weighted[] {
  if (["closed", "rejected", "merged", "cancelled"].includes(state)) return [];
  const toLevel = level === "community" ? "street" : "community";
  const verb = level === "community" ? "escalate" : "hand_down";
  return [
    [{ by: desk, verb, fields: { toLevel }, reason: REASON }, level === "community" ? 1 : 6],
    [{ by: desk, verb: "comment", fields: { photos: [] } }, 1],
    [{ by: desk, verb: "cancel", fields: {}, reason: REASON }, 0.2],
  ];
}
