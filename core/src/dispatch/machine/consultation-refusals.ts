import type { EpochMs } from "../model/model.ts";

/** Why a step of a meeting (会商), or of a task that it set, was refused. */
export type ConsultationError =
  /** Two to six bodies, each once. */
  | { readonly code: "dispatch.consultation-bodies"; readonly count: number }
  | {
      readonly code: "dispatch.consultation-date";
      readonly heldAt: EpochMs;
      readonly earliest: EpochMs;
      readonly latest: EpochMs;
    }
  | { readonly code: "dispatch.consultation-unknown"; readonly consultationId: string }
  | {
      readonly code: "dispatch.consultation-step";
      readonly consultationId: string;
      readonly state: string;
    }
  /** Not a party to the meeting. */
  | { readonly code: "dispatch.task-owner"; readonly ownerId: string }
  | { readonly code: "dispatch.task-open"; readonly taskIds: readonly string[] }
  /** The directory has no such body for the place of the case. */
  | { readonly code: "dispatch.no-body"; readonly bodyId: string };
