import {
  DEFAULT_RECOMMEND_POLICY,
  reasonSentence,
  startingPlace,
  type RankedCandidate,
} from "@onegrid/core/dispatch";
import type { RecommendationReply } from "@onegrid/core/dispatch/contract";
import type { Gathered } from "./gather-responders.ts";

/** Somebody in the order as screens show them: with role, way of travel, where they start, in words. */
export function describeRanked(
  ranked: RankedCandidate,
  { responders, travel }: Pick<Gathered, "responders" | "travel">,
): RecommendationReply["ranked"][number] | null {
  const responder = responders.find(({ candidate }) => candidate.id === ranked.candidateId);
  const start = responder && startingPlace(responder.candidate, DEFAULT_RECOMMEND_POLICY);
  if (!responder || !start) return null;
  return {
    ...ranked,
    terms: [...ranked.terms],
    role: responder.role,
    travelsBy: travel.get(ranked.candidateId)?.by ?? "foot",
    position: [...start.position],
    sentence: reasonSentence(ranked),
  };
}
