import type { GateInput } from "@onegrid/core/coverage";
import type { GateRow, GateSurveyRow } from "@onegrid/db/coverage";

/** Id of a gate that is known by a survey alone. */
export const surveyedGateId = (surveyId: string): string => `survey:${surveyId}`;

/**
 * The gates of the layer and what was seen at them: the last look counts. A place that was only supposed
 * is settled by itself; the other places of its compound stay open questions.
 */
export function withSurveys(
  gates: readonly GateRow[],
  surveys: readonly GateSurveyRow[],
): GateInput[] {
  const seen = new Map(
    surveys.flatMap((each) => (each.gateId === null ? [] : [[each.gateId, each]])),
  );
  const known = gates.map((gate): GateInput => {
    const survey = seen.get(gate.id);
    if (!survey) return gate;
    const checked = { ...gate, access: survey.access, evidence: "surveyed" as const };
    return survey.verdict === "refuted" ? { ...checked, verdict: "refuted" } : checked;
  });
  const placed = surveys.flatMap((survey): GateInput[] => {
    if (survey.gateId !== null) return [];
    const { id, compoundId, position, access, verdict } = survey;
    return [
      { id: surveyedGateId(id), compoundId, position, access, verdict, evidence: "surveyed" },
    ];
  });
  return [...known, ...placed];
}
