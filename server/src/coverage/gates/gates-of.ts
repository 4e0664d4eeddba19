import { isInScope, type Sight } from "@onegrid/core/access";
import type { GateInput } from "@onegrid/core/coverage";
import type { CompoundDoubt, GateCard } from "@onegrid/core/coverage/gate-contract";
import { readAs, type Db } from "@onegrid/db";
import {
  listCompoundNames,
  listCompoundsOfBuildings,
  listGateSurveys,
  type GateSurveyRow,
} from "@onegrid/db/coverage";
import type { Bounds, CoverageResult } from "../results/coverage-results.ts";
import { buildingsIn } from "../results/building-places.ts";
import { isCoveredAt } from "../results/building-times.ts";
import { coveredInOther } from "../results/difference.ts";
import { surveyedGateId } from "./surveyed-gates.ts";

interface Asked {
  readonly result: CoverageResult;
  /** `null` when no inferred gate is left. */
  readonly bounds: Bounds | null;
  readonly scope: readonly string[];
}

/** Most households in doubt first, then most supposed gates. */
export async function gatesOf(
  asked: Asked,
  { db, sight }: { readonly db: Db; readonly sight: Sight },
): Promise<CompoundDoubt[]> {
  const { parts } = asked.result;
  const gates = gatesByCompound(asked.result);
  const doubtful = inDoubt(asked);
  const read = await readAs(db, sight, async (trx) => {
    const named = await listCompoundNames(trx, [...gates.keys()]);
    const surveys: GateSurveyRow[] = [];
    for (const { region } of parts) surveys.push(...(await listGateSurveys(trx, region.box)));
    const compoundOf = await listCompoundsOfBuildings(trx, [...doubtful.keys()]);
    return { named, surveys, compoundOf };
  });
  const surveyOf = new Map(read.surveys.map((survey) => [surveyedGateId(survey), survey]));
  const households = new Map<string, number>();
  for (const [building, count] of doubtful) {
    const compound = read.compoundOf.get(building);
    if (compound !== undefined) households.set(compound, (households.get(compound) ?? 0) + count);
  }
  return read.named
    .filter(({ path }) => isInScope(asked.scope, path))
    .map(({ id, name }): CompoundDoubt => {
      const own = gates.get(id) ?? [];
      return {
        id,
        name,
        inferredGates: own.filter(({ evidence }) => evidence === "inferred").length,
        households: households.get(id) ?? 0,
        gates: own.map((gate) => cardOf(gate, id, surveyOf.get(gate.id))),
      };
    })
    .toSorted((a, b) => b.households - a.households || b.inferredGates - a.inferredGates);
}

function gatesByCompound({ parts }: CoverageResult): Map<string, GateInput[]> {
  const gates = new Map<string, GateInput[]>();
  for (const { network } of parts)
    for (const gate of network.network.gates) {
      if (gate.compoundId === null) continue;
      gates.set(gate.compoundId, [...(gates.get(gate.compoundId) ?? []), gate]);
    }
  return gates;
}

/** Households of the reader's buildings that are covered with the inferred gates open and not shut. */
function inDoubt({ bounds, scope }: Asked): Map<string, number> {
  const doubtful = new Map<string, number>();
  if (!bounds) return doubtful;
  const { optimistic, pessimistic } = bounds;
  const isMine = buildingsIn(optimistic.places, scope);
  const isSure = coveredInOther(optimistic, pessimistic);
  optimistic.places.buildings.forEach(({ id, households }, at) => {
    if (!isCoveredAt(optimistic.times, at) || !isMine(at)) return;
    if (!isSure(at)) doubtful.set(id, households ?? 0);
  });
  return doubtful;
}

function cardOf(gate: GateInput, compoundId: string, survey?: GateSurveyRow): GateCard {
  return {
    id: gate.id,
    compoundId,
    position: [gate.position[0], gate.position[1]],
    evidence: gate.evidence,
    access: gate.access,
    hours: gate.hours ?? null,
    verdict: survey?.verdict ?? null,
    surveyedBy: survey?.by ?? null,
    surveyedAt: survey?.at.toISOString() ?? null,
  };
}
