import { randomUUID } from "node:crypto";
import { mayAt } from "@onegrid/core/access";
import {
  assignBatch,
  DEFAULT_BATCH_POLICY,
  type BatchChoice,
  type BatchPlan,
} from "@onegrid/core/dispatch";
import type { BatchReply, TravelModeField } from "@onegrid/core/dispatch/contract";
import { saveBatch, type StoredCase } from "@onegrid/db/dispatch";
import type { SignedIn } from "../../access/sessions.ts";
import { describeRanked } from "./describe-ranked.ts";
import { candidatesOf, gatherer, type Gathered, type RecommendDeps } from "./gather-responders.ts";
import { rulesOf } from "../rules/rules-in-force.ts";
import { verbsFor } from "../rights/offered-verbs.ts";

interface BatchAsked {
  readonly caseIds: readonly string[];
  /** Those of them that the asker reaches. */
  readonly found: readonly StoredCase[];
  readonly mode: TravelModeField;
  readonly signedIn: SignedIn;
  readonly now: Date;
}

type GatheredCase = Gathered & { readonly stored: StoredCase };

/** Who should go to each of many cases, so that all together lose the least; kept like any other. */
export async function recommendBatch(
  deps: RecommendDeps,
  { caseIds, found, mode, signedIn, now }: BatchAsked,
): Promise<BatchReply> {
  const rules = await rulesOf(deps.db);
  const waiting = found.filter((each) =>
    verbsFor(each.case, rules, signedIn, now).includes("dispatch"),
  );
  const gather = gatherer(deps, { now, mode });
  const gathered: GatheredCase[] = [];
  for (const stored of waiting) {
    gathered.push({ stored, ...(await gather({ ...stored, folded: stored.case })) });
  }
  const plan = assignBatch(gathered.map(batchTaskOf));
  const kept = await keep(deps, { gathered, plan, mode, now, accountId: signedIn.accountId });
  const waitingIds = new Set(waiting.map((each) => each.case.id));
  const others = caseIds.filter((id) => !waitingIds.has(id));
  return {
    batchId: kept.batchId,
    computedAt: now.getTime(),
    policyVersion: plan.policyVersion,
    mode,
    chosen: kept.advised.flatMap((each) => described(each, signedIn) ?? []),
    left: [...plan.left, ...others.map((caseId) => ({ caseId, reason: "not_waiting" as const }))],
    costSeconds: plan.costSeconds,
  };
}

function described(
  { chosen, gathered, recommendationId }: Advised,
  signedIn: SignedIn,
): BatchReply["chosen"][number] | null {
  const { case: folded, scopePath } = gathered.stored;
  const mayLocate = mayAt(signedIn, "staff.locate", scopePath);
  const [choice] = describeRanked([chosen.choice], gathered, mayLocate);
  if (!choice) return null;
  return {
    caseId: folded.id,
    caseVersion: folded.version,
    recommendationId,
    choice,
    firstAlone: nameIn(gathered, chosen.firstAlone),
  };
}

const batchTaskOf = ({ stored, task, responders, travel }: GatheredCase) => ({
  caseId: stored.case.id,
  task,
  candidates: candidatesOf(responders),
  travelSeconds: (id: string) => travel.get(id)?.seconds ?? null,
});

const nameIn = ({ responders }: Gathered, id: string): string =>
  responders.find(({ candidate }) => candidate.id === id)?.candidate.name ?? "";

interface Advised {
  readonly recommendationId: string;
  readonly chosen: BatchChoice;
  readonly gathered: GatheredCase;
}

/** Stored once for the batch; each case has a recommendation of its own that points there. */
async function keep(
  { db }: RecommendDeps,
  made: {
    readonly gathered: readonly GatheredCase[];
    readonly plan: BatchPlan;
    readonly mode: TravelModeField;
    readonly now: Date;
    readonly accountId: string;
  },
): Promise<{ batchId: string; advised: Advised[] }> {
  const { gathered, plan, mode, now, accountId } = made;
  const batchId = randomUUID();
  const byCase = new Map(gathered.map((each) => [each.stored.case.id, each]));
  const advised = plan.chosen.flatMap((chosen): Advised[] => {
    const found = byCase.get(chosen.caseId);
    return found ? [{ recommendationId: randomUUID(), chosen, gathered: found }] : [];
  });
  const batch = {
    id: batchId,
    accountId,
    madeAt: now,
    inputs: { mode, policy: DEFAULT_BATCH_POLICY, ...shortInputs(gathered) },
    result: plan,
    advised: advised.map(({ recommendationId, chosen, gathered: { stored } }) => ({
      id: recommendationId,
      caseId: stored.case.id,
      caseVersion: stored.case.version,
      result: {
        policyVersion: plan.policyVersion,
        ranked: [chosen.choice],
        excluded: [],
        isCertain: false,
      },
    })),
  };
  await db.transaction().execute((trx) => saveBatch(trx, batch));
  return { batchId, advised };
}

/** Most people stand to most cases alike: each way somebody stands is written once. */
function shortInputs(gathered: readonly GatheredCase[]) {
  const index = new Map<string, number>();
  const candidates: Gathered["responders"][number]["candidate"][] = [];
  const cases = gathered.map(({ stored, task, responders, travel }) => ({
    caseId: stored.case.id,
    caseVersion: stored.case.version,
    task,
    /** Pairs of place in `candidates` and seconds. */
    people: responders.map(({ candidate }) => {
      const key = JSON.stringify(candidate);
      const at = index.get(key) ?? candidates.push(candidate) - 1;
      index.set(key, at);
      return [at, travel.get(candidate.id)?.seconds ?? null] as const;
    }),
  }));
  return { candidates, cases };
}
