import type { CaseCard } from "@onegrid/core/dispatch/contract";
import type { PastCase } from "@onegrid/core/dispatch/replay-contract";

const NO_AREAS = {
  gridId: null,
  gridVersionId: null,
  laneId: null,
  streetId: null,
  districtId: "",
};

/**
 * A case of a past board in the shape that queue and map show. What the board of then does not tell
 * (counts, supervision) stands at nothing; the card over the map does not show it.
 */
export function cardOfThen({
  isRunning,
  isRehearsal,
  yellowAt,
  dueAt,
  ...then
}: PastCase): CaseCard {
  const nearest: CaseCard["deadlines"][number] = {
    clock: "total",
    epoch: 1,
    milestone: "",
    status: "running",
    startedAt: then.reportedAt,
    yellowAt,
    dueAt,
    stoppedAt: null,
  };
  return {
    ...then,
    place: {
      ...NO_AREAS,
      ...then.place,
      position: then.place.position && [...then.place.position],
    },
    description: "",
    condition: "ordinary",
    channel: "desk",
    closedAt: null,
    supervision: "none",
    mergedInto: null,
    counts: { returns: 0, reworks: 0, reopenings: 0, confirmations: 0, photos: 0, absorbed: 0 },
    deadlines: isRunning ? [nearest] : [],
    ...(isRehearsal ? { emergency: { activationId: "", isRehearsal } } : {}),
    dueAt,
  };
}
