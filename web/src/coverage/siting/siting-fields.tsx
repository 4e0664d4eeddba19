import { useText } from "../../i18n/index.ts";
import { useCoverage } from "../store.ts";
import { NumberField } from "./number-field.tsx";
import { FairChoice } from "./siting-fair.tsx";
import { SitingKinds } from "./siting-kinds.tsx";
import { SitingRooms } from "./siting-rooms.tsx";
import { changeCandidates, changeWish } from "./siting-run.ts";
import { useSiting } from "./siting-state.ts";

const MOST_STATIONS = 500;
/** In 10,000 yuan. */
export const MOST_MONEY = 1_000_000;

/** What is wished: how many stations, which share or what for the money, from which candidates. */
export function SitingFields() {
  const t = useText();
  const wish = useSiting((state) => state.wish);
  return (
    <>
      <fieldset className="og-choices">
        <legend>{t("coverage:siting.goal")}</legend>
        {(["count", "share", "budget"] as const).map((kind) => (
          <label key={kind}>
            <input
              type="radio"
              name="og-siting-goal"
              checked={wish.kind === kind}
              onChange={() => changeWish({ kind })}
            />
            {t(`coverage:siting.${kind}`)}
          </label>
        ))}
        <Amount />
      </fieldset>
      <fieldset className="og-choices">
        <legend>{t("coverage:siting.cost")}</legend>
        <NumberField
          label={t("coverage:siting.cost")}
          unit={t("coverage:siting.costUnit")}
          value={wish.cost}
          max={MOST_MONEY}
          placeholder={wish.kind === "budget" ? "" : t("coverage:siting.optional")}
          onChange={(cost) => changeWish({ cost })}
        />
      </fieldset>
      <fieldset className="og-choices">
        <legend>{t("coverage:siting.candidates")}</legend>
        {(["public", "everywhere"] as const).map((candidates) => (
          <label key={candidates}>
            <input
              type="radio"
              name="og-siting-candidates"
              checked={wish.candidates === candidates}
              onChange={() => changeCandidates(candidates)}
            />
            {t(`coverage:siting.${candidates}`)}
          </label>
        ))}
      </fieldset>
      <SitingKinds />
      <SitingRooms />
      <FairChoice />
      <MustServe />
      <p className="og-muted og-siting-line">{t("coverage:siting.standing")}</p>
    </>
  );
}

/** The figure of the goal. An emptied field keeps its last figure: a goal without one is none. */
function Amount() {
  const t = useText();
  const { kind, count, percent, budget } = useSiting((state) => state.wish);
  const label = t(`coverage:siting.${kind}`);
  if (kind === "budget") {
    return (
      <NumberField
        label={label}
        unit={t("coverage:siting.budgetUnit")}
        value={budget}
        max={MOST_MONEY}
        onChange={(value) => value !== null && changeWish({ budget: value })}
      />
    );
  }
  const isCount = kind === "count";
  return (
    <NumberField
      isWhole
      label={label}
      unit={t(isCount ? "coverage:siting.countUnit" : "coverage:siting.shareUnit")}
      value={isCount ? count : percent}
      max={isCount ? MOST_STATIONS : 100}
      onChange={(value) => {
        if (value !== null) changeWish(isCount ? { count: value } : { percent: value });
      }}
    />
  );
}

function MustServe() {
  const t = useText();
  const result = useCoverage((state) => state.result);
  const chosen = useSiting((state) => state.wish.mustServe);
  const communities = result?.byArea.filter(({ kind }) => kind === "community") ?? [];
  if (communities.length === 0) return null;
  const toggle = (id: string): void => {
    const mustServe = new Set(chosen);
    if (!mustServe.delete(id)) mustServe.add(id);
    changeWish({ mustServe, isOnlyReachable: false });
  };
  return (
    <details className="og-siting-must">
      <summary>
        {chosen.size === 0
          ? t("coverage:siting.mustServe")
          : t("coverage:siting.mustServeCount", { count: chosen.size })}
      </summary>
      {communities.map(({ id, name }) => (
        <label key={id}>
          <input type="checkbox" checked={chosen.has(id)} onChange={() => toggle(id)} />
          <span translate="no">{name}</span>
        </label>
      ))}
    </details>
  );
}
