import type { Candidate } from "@onegrid/core/dispatch";
import type { Position } from "@onegrid/core/geometry";

/** Somebody on shift who may take anything, at a place. */
export const plainCandidate = (
  id: string,
  position: Position,
  changes: Partial<Candidate> = {},
): Candidate => ({
  id,
  name: id,
  kind: "person",
  isOnShift: true,
  restUntil: null,
  categories: null,
  hasRight: true,
  openTasks: 0,
  maxTasks: 3,
  remainingWorkSeconds: 0,
  workedTodaySeconds: 0,
  gridIds: [],
  communityIds: [],
  position,
  positionAgeSeconds: 30,
  presentJob: null,
  dutyPoint: null,
  ...changes,
});
