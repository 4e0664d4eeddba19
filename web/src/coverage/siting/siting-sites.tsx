import { dueSquareMetres } from "@onegrid/core/coverage";
import type { StationLoad } from "@onegrid/core/coverage/siting";
import { count, useText } from "../../i18n/index.ts";
import { goTo } from "../../map/index.ts";
import { useIsOfScenario } from "../store.ts";
import { adoptPlan } from "./adopt-plan.ts";
import { nameOf, NEAR_ZOOM } from "./siting-card.tsx";
import { costOf } from "./siting-question.ts";
import { changeWish, decideFate, pickCandidate } from "./siting-run.ts";
import type { SitingState } from "./siting-state.ts";

/** The plan's stations: go there, or say that none may stand there. */
export function SitingSites({
  state: { plan, demand, wish, answered },
}: {
  readonly state: SitingState;
}) {
  const t = useText();
  const sites = plan?.candidates?.flatMap((i) => demand?.candidates[i] ?? []) ?? [];
  if (sites.length === 0) return <p className="og-muted">{t("coverage:siting.nothing")}</p>;
  return (
    <>
      <ol className="og-siting-sites" data-testid="siting-sites">
        {sites.map((site, i) => (
          <li key={site.id}>
            <button
              type="button"
              className="og-text-button"
              onClick={() => {
                pickCandidate(site.id);
                goTo(site.position, NEAR_ZOOM);
              }}
            >
              <b className="og-number">{i + 1}</b> <span translate="no">{nameOf(site, t)}</span>
              <SiteNote
                isLocked={answered?.locked.has(site.id) ?? false}
                cost={costOf(wish, site.id)}
                load={plan?.loads?.find((load) => load.site === plan.candidates?.[i])}
              />
            </button>
            <button
              type="button"
              className="og-plain-button"
              title={t("coverage:siting.forbidAbout")}
              onClick={() => decideFate(site.id, "forbidden")}
            >
              {t("coverage:siting.forbid")}
            </button>
          </li>
        ))}
      </ol>
      <p className="og-muted og-siting-line">{t("coverage:siting.hint")}</p>
      {wish.forbidden.size > 0 && (
        <p className="og-siting-buttons">
          <span>{t("coverage:siting.forbidden", { count: count(wish.forbidden.size) })}</span>
          <button
            type="button"
            className="og-plain-button"
            onClick={() => changeWish({ forbidden: new Set() })}
          >
            {t("coverage:siting.allow")}
          </button>
        </p>
      )}
      <AdoptButton />
    </>
  );
}

interface SiteNoteProps {
  readonly isLocked: boolean;
  readonly cost: number | null;
  readonly load: StationLoad | undefined;
}

function SiteNote({ isLocked, cost, load }: SiteNoteProps) {
  const t = useText();
  const waiting = dueSquareMetres(load?.waiting ?? 0);
  const words = [
    ...(load === undefined
      ? []
      : [t("coverage:siting.load", { served: count(load.served), room: count(load.room) })]),
    ...(waiting === 0 ? [] : [t("coverage:siting.missing", { area: count(Math.ceil(waiting)) })]),
    ...(isLocked ? [t("coverage:siting.fates.locked")] : []),
    ...(cost === null ? [] : [t("coverage:siting.money", { cost })]),
  ];
  return words.length === 0 ? null : <small className="og-muted"> {words.join(" · ")}</small>;
}

function AdoptButton() {
  const t = useText();
  if (useIsOfScenario()) return null;
  return (
    <div className="og-siting-buttons">
      <button
        type="button"
        className="og-plain-button"
        title={t("coverage:siting.adoptAbout")}
        onClick={adoptPlan}
      >
        {t("coverage:siting.adopt")}
      </button>
    </div>
  );
}
