import type { SitingDemand } from "@onegrid/core/coverage/siting/contract";
import { count, useText } from "../../i18n/index.ts";
import { Covered } from "../covered.tsx";
import { NumberField } from "./number-field.tsx";
import { changeWish } from "./siting-run.ts";
import { useSiting, type FoundPlan } from "./siting-state.ts";

const MOST_LOSS = 20;

/** Whether the worst community is looked after (均衡), and what that may cost. Not with floor areas. */
export function FairChoice() {
  const t = useText();
  const { rooms, isFair, fairLoss } = useSiting((state) => state.wish);
  return (
    <fieldset className="og-choices">
      <legend>{t("coverage:siting.fair")}</legend>
      <label>
        <input
          type="checkbox"
          checked={isFair && !rooms}
          disabled={rooms}
          onChange={() => changeWish({ isFair: !isFair })}
        />
        {t("coverage:siting.fairOn")}
      </label>
      {rooms && <p className="og-muted og-siting-line">{t("coverage:siting.fairNoRooms")}</p>}
      {isFair && !rooms && (
        <NumberField
          isNamed
          label={t("coverage:siting.fairLoss")}
          unit={t("coverage:siting.fairLossUnit")}
          value={fairLoss}
          max={MOST_LOSS}
          onChange={(value) => value !== null && changeWish({ fairLoss: value })}
        />
      )}
    </fieldset>
  );
}

interface FairProps {
  readonly demand: SitingDemand;
  readonly plan: FoundPlan;
}

const percent = (share: number): string => (share * 100).toFixed(1);

/** Both numbers of both plans: what the second stage cost, and what the worst community got for it. */
export function FairOutcome({ demand, plan: { fair } }: FairProps) {
  const t = useText();
  if (fair === undefined) return null;
  const { before, worst, covered, bound, proven, beyond } = fair;
  const nameOf = (area: number): string => demand.areas[area]?.name ?? "";
  return (
    <div className="og-siting-loads" data-testid="siting-fair">
      <p>
        <Covered by={demand}>
          {t("coverage:siting.fairOutcome", {
            name: nameOf(before.worst.area),
            before: percent(before.worst.share),
            now: nameOf(worst.area),
            after: percent(worst.share),
            covered: count(before.covered),
            left: count(covered),
          })}{" "}
          {proven
            ? t("coverage:siting.fairProven")
            : t("coverage:siting.fairBound", { bound: percent(bound) })}
        </Covered>
      </p>
      {beyond > 0 && (
        <p className="og-muted og-siting-line">
          {t("coverage:siting.fairBeyond", { count: beyond })}
        </p>
      )}
    </div>
  );
}
