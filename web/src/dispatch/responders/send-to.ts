import type { RecommendationReply } from "@onegrid/core/dispatch/contract";
import { command } from "../board/desk-store.ts";

/** Sends a person, or a team when nobody of it is named. */
export const sendTo = (
  assignee: { readonly unitId: string | null; readonly memberId: string | null },
  advice: RecommendationReply,
  overrideReason: string | null = null,
): Promise<boolean> =>
  command({
    verb: "dispatch",
    fields: { assignee, recommendationId: advice.recommendationId, overrideReason },
  });
