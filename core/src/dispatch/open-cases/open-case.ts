import type { Position } from "../../geometry/index.ts";
import { nextDueAt, nextSoonAt, type Deadline } from "../clocks/deadlines.ts";
import type { CaseLevel, CaseState, EpochMs, Severity } from "../model/model.ts";

/** What lists sort and count, and maps draw, of a case. Everything else stands on its card. */
export interface OpenCase {
  readonly id: string;
  readonly version: number;
  readonly state: CaseState;
  readonly level: CaseLevel;
  readonly severity: Severity;
  readonly categoryId: string;
  /** `[lng, lat]` in degrees. */
  readonly position: Position | null;
  readonly communityId: string | null;
  readonly gridVersionId: string | null;
  /** The member who has to act, or else the unit. */
  readonly assigneeId: string | null;
  readonly reportedAt: EpochMs;
  /** Earliest red and yellow of the clocks that run; `null`: none of them runs out. */
  readonly dueAt: EpochMs | null;
  readonly soonAt: EpochMs | null;
}

interface CardLike extends Omit<
  OpenCase,
  "position" | "communityId" | "gridVersionId" | "assigneeId" | "soonAt" | "dueAt"
> {
  readonly place: Pick<OpenCase, "position" | "communityId" | "gridVersionId">;
  readonly assignee: { readonly memberId: string | null; readonly unitId: string | null } | null;
  readonly deadlines: readonly Deadline[];
}

/** The same of a card that came by the stream or with a reply. */
export const openCaseOf = ({ place, assignee, deadlines, ...card }: CardLike): OpenCase => ({
  id: card.id,
  version: card.version,
  state: card.state,
  level: card.level,
  severity: card.severity,
  categoryId: card.categoryId,
  position: place.position,
  communityId: place.communityId,
  gridVersionId: place.gridVersionId,
  assigneeId: assignee?.memberId ?? assignee?.unitId ?? null,
  reportedAt: card.reportedAt,
  dueAt: nextDueAt(deadlines),
  soonAt: nextSoonAt(deadlines),
});
