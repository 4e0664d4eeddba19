import type { SitingDemand } from "@onegrid/core/coverage/siting/contract";
import { count, useText } from "../../i18n/index.ts";
import { Covered } from "../covered.tsx";
import { costOfPlan, offered } from "./siting-question.ts";
import type { FoundPlan, SitingWish } from "./siting-state.ts";

interface ProofProps {
  readonly plan: FoundPlan;
  readonly demand: SitingDemand;
  readonly wish: SitingWish;
}

/** Rounded up, so that a gap that is left never reads as none. */
const gapWords = (gap: number): string => (Math.ceil(gap * 10_000) / 100).toFixed(2);

/** The plan and the bound closing on it, with the sentence that says what is proven. */
export function SitingProof({ plan, demand, wish }: ProofProps) {
  const t = useText();
  const { covered, bound, gap, proven, candidates } = plan;
  const isShare = plan.boundOf === "stations";
  const stations = candidates?.length ?? 0;
  const end = proven
    ? t("coverage:siting.sentence.proven")
    : t("coverage:siting.sentence.gap", { gap: gapWords(gap) });
  const gainWords = demand.rooms
    ? t("coverage:siting.ofAll", { count: count(demand.households) })
    : t("coverage:siting.gain", { count: count(covered - demand.covered) });
  return (
    <div className="og-siting-proof" data-testid="siting-proof">
      <div className="og-siting-figures">
        <p>
          <small>{t(demand.rooms ? "coverage:siting.served" : "coverage:siting.covered")}</small>
          <Covered by={demand}>
            <b>{t("coverage:siting.households", { count: count(covered) })}</b>
          </Covered>
          <small>{isShare ? t("coverage:siting.stations", { count: stations }) : gainWords}</small>
        </p>
        <p>
          <small>{t(isShare ? "coverage:siting.needed" : "coverage:siting.bound")}</small>
          <Covered by={demand}>
            <b>
              {isShare
                ? t("coverage:siting.stations", { count: bound })
                : t("coverage:siting.households", { count: count(bound) })}
            </b>
          </Covered>
          <small>
            {proven
              ? t("coverage:siting.proven")
              : t("coverage:siting.gap", { gap: gapWords(gap) })}
          </small>
        </p>
      </div>
      <progress
        max={1}
        value={1 - gap}
        aria-label={t("coverage:siting.gap", { gap: gapWords(gap) })}
      />
      <p data-testid="siting-sentence">
        {t(`coverage:siting.${demand.rooms ? "roomsSentence" : "sentence"}.${wish.kind}`, {
          candidates: count(demand.candidates.filter(offered(demand, wish)).length),
          size: { count: wish.count, share: wish.percent, budget: wish.budget }[wish.kind],
          bound: count(bound),
          end,
        })}
      </p>
      <CostLine plan={plan} demand={demand} wish={wish} />
    </div>
  );
}

/** What the plan costs to open, and for how many of its stations nobody gave a figure. */
function CostLine({ plan, demand, wish }: ProofProps) {
  const t = useText();
  const cost = costOfPlan(demand, plan, wish);
  if (cost === null || plan.candidates === null) return null;
  return (
    <p data-testid="siting-cost">
      {t("coverage:siting.planCost", { count: plan.candidates.length, cost: cost.sum })}
      {cost.unknown > 0 && ` ${t("coverage:siting.planCostUnknown", { count: cost.unknown })}`}
    </p>
  );
}
