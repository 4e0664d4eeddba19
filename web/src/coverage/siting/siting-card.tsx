import type { SitingCandidate } from "@onegrid/core/coverage/siting/contract";
import { count, useText, type Translate } from "../../i18n/index.ts";
import { goTo } from "../../map/index.ts";
import { Covered } from "../covered.tsx";
import { NumberField } from "./number-field.tsx";
import { MOST_MONEY } from "./siting-fields.tsx";
import { newlyCovered } from "./siting-question.ts";
import { MOST_SQUARE_METRES } from "./siting-rooms.tsx";
import { changeArea, changeCost, decideFate, fateOf, pickCandidate } from "./siting-run.ts";
import { useSiting } from "./siting-state.ts";

export const NEAR_ZOOM = 16.5;

/** A building's name or what it is, or the number of a place on the open street. */
export function nameOf({ id, name, kind }: SitingCandidate, t: Translate): string {
  if (name !== "") return name;
  if (kind !== null) return t(`coverage:siting.kinds.${kind}`);
  return t("coverage:siting.unnamed", { number: id.replace(/^.*\//u, "") });
}

/** One candidate (候选点): whom it would reach, whether a station must or must not stand there, and what it costs. */
export function SitingCard() {
  const t = useText();
  const { picked, demand, wish } = useSiting();
  const at = demand?.candidates.findIndex(({ id }) => id === picked) ?? -1;
  const candidate = demand?.candidates[at];
  if (demand === null || candidate === undefined) return null;
  const { id, position } = candidate;
  const name = nameOf(candidate, t);
  return (
    <section className="og-siting-card" aria-label={name} data-testid="siting-card">
      <div className="og-try-head">
        <button
          type="button"
          className="og-text-button"
          onClick={() => goTo(position, NEAR_ZOOM)}
          title={t("coverage:siting.goTo")}
        >
          <strong translate="no">{name}</strong>
        </button>
        <button type="button" className="og-plain-button" onClick={() => pickCandidate(null)}>
          {t("coverage:siting.closeCard")}
        </button>
      </div>
      <p>
        {candidate.kind !== null && (
          <span className="og-muted">{t(`coverage:siting.kinds.${candidate.kind}`)} · </span>
        )}
        <Covered by={demand}>
          {t(demand.rooms ? "coverage:siting.aloneInReach" : "coverage:siting.alone", {
            count: count(newlyCovered(demand, at)),
          })}
        </Covered>
      </p>
      <Fate id={id} />
      <NumberField
        isNamed
        label={t("coverage:siting.ownCost")}
        unit={t("coverage:siting.costUnit")}
        value={wish.costs.get(id) ?? null}
        max={MOST_MONEY}
        placeholder={wish.cost === null ? t("coverage:siting.optional") : String(wish.cost)}
        onChange={(cost) => changeCost(id, cost)}
      />
      {wish.rooms && (
        <NumberField
          isNamed
          label={t("coverage:siting.ownArea")}
          unit={t("coverage:siting.newAreaUnit")}
          value={wish.areas.get(id) ?? null}
          max={MOST_SQUARE_METRES}
          placeholder={String(wish.area)}
          onChange={(area) => changeArea(id, area)}
        />
      )}
    </section>
  );
}

/** Whether the plan decides, or a station must or must not stand there. */
function Fate({ id }: { readonly id: string }) {
  const t = useText();
  const fate = fateOf(
    useSiting((state) => state.wish),
    id,
  );
  return (
    <fieldset className="og-choices">
      <legend>{t("coverage:siting.fate")}</legend>
      {(["open", "locked", "forbidden"] as const).map((each) => (
        <label key={each}>
          <input
            type="radio"
            name="og-siting-fate"
            checked={fate === each}
            onChange={() => decideFate(id, each)}
          />
          {t(`coverage:siting.fates.${each}`)}
        </label>
      ))}
    </fieldset>
  );
}
