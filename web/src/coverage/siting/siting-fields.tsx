import { useText } from "../../i18n/index.ts";
import { useCoverage } from "../store.ts";
import { changeWish } from "./siting-run.ts";
import { useSiting } from "./siting-state.ts";

const MOST_STATIONS = 500;

/** What is wished: how many stations or which share, from which candidates, and where for certain. */
export function SitingFields() {
  const t = useText();
  const wish = useSiting((state) => state.wish);
  return (
    <>
      <fieldset className="og-choices">
        <legend>{t("coverage:siting.goal")}</legend>
        {(["count", "share"] as const).map((kind) => (
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
        <label className="og-siting-amount">
          <input
            type="number"
            className="og-siting-number"
            min={1}
            max={wish.kind === "count" ? MOST_STATIONS : 100}
            aria-label={t(`coverage:siting.${wish.kind}`)}
            value={wish.kind === "count" ? wish.count : wish.percent}
            onChange={({ target: { valueAsNumber: value } }) => {
              if (!Number.isInteger(value) || value < 1) return;
              if (wish.kind === "count") changeWish({ count: Math.min(value, MOST_STATIONS) });
              else changeWish({ percent: Math.min(value, 100) });
            }}
          />
          {t(wish.kind === "count" ? "coverage:siting.countUnit" : "coverage:siting.shareUnit")}
        </label>
      </fieldset>
      <fieldset className="og-choices">
        <legend>{t("coverage:siting.candidates")}</legend>
        {(["public", "everywhere"] as const).map((candidates) => (
          <label key={candidates}>
            <input
              type="radio"
              name="og-siting-candidates"
              checked={wish.candidates === candidates}
              onChange={() => changeWish({ candidates, forbidden: new Set() })}
            />
            {t(`coverage:siting.${candidates}`)}
          </label>
        ))}
      </fieldset>
      <MustServe />
      <p className="og-muted og-siting-line">{t("coverage:siting.standing")}</p>
    </>
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
    changeWish({ mustServe });
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
