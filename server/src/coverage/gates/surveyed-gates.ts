import type { GateInput } from "@onegrid/core/coverage";
import type { GateRow, GateSurveyRow } from "@onegrid/db/coverage";

const PLACED = "survey:";

/** Id of the gate that was looked at: one of the layer, or one that is known by the survey alone. */
export const surveyedGateId = ({ id, gateId }: Pick<GateSurveyRow, "id" | "gateId">): string =>
  gateId ?? `${PLACED}${id}`;

/** What a look at a gate is about: a gate of the layer, a look of before, or else a place. */
export function lookedAt({ id, evidence }: GateInput): {
  readonly gateId: string | null;
  readonly replaces: string | null;
} {
  if (id.startsWith(PLACED)) return { gateId: null, replaces: id.slice(PLACED.length) };
  return { gateId: evidence === "inferred" ? null : id, replaces: null };
}

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
    const { access, hours } = survey;
    const checked = { ...gate, access, hours: hours ?? gate.hours, evidence: "surveyed" as const };
    return survey.verdict === "refuted" ? { ...checked, verdict: "refuted" } : checked;
  });
  const placed = surveys.flatMap((survey): GateInput[] => {
    if (survey.gateId !== null) return [];
    const { compoundId, position, access, hours, verdict } = survey;
    const id = surveyedGateId(survey);
    return [{ id, compoundId, position, access, hours, verdict, evidence: "surveyed" }];
  });
  return [...known, ...placed];
}
