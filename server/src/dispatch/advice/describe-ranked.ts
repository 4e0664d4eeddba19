import {
  DEFAULT_RECOMMEND_POLICY,
  reasonSentence,
  startingPlace,
  type RankedCandidate,
} from "@onegrid/core/dispatch";
import type { RecommendationReply } from "@onegrid/core/dispatch/contract";
import type { Gathered } from "./gather-responders.ts";

/**
 * People in their order as screens show them: with role, way of travel, where they start, in words. Where
 * somebody is just now is for those who may locate staff (`staff.locate`).
 */
export function describeRanked(
  list: readonly RankedCandidate[],
  { responders, travel }: Pick<Gathered, "responders" | "travel">,
  mayLocate: boolean,
): RecommendationReply["ranked"] {
  const byId = new Map(responders.map((each) => [each.candidate.id, each]));
  return list.flatMap((ranked) => {
    const responder = byId.get(ranked.candidateId);
    const start = responder && startingPlace(responder.candidate, DEFAULT_RECOMMEND_POLICY);
    if (!responder || !start) return [];
    return [
      {
        ...ranked,
        terms: [...ranked.terms],
        role: responder.role,
        travelsBy: travel.get(ranked.candidateId)?.by ?? "foot",
        position: start.from === "position" && !mayLocate ? null : [...start.position],
        sentence: reasonSentence(ranked),
      },
    ];
  });
}
