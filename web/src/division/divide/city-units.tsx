import type { CityUnitsReply } from "@onegrid/core/division/contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect } from "react";
import { call } from "../../api.ts";
import { count, useText } from "../../i18n/index.ts";
import { subscribeLive } from "../../live.ts";
import { useAreas } from "../../organisation/index.ts";
import { PanelSection } from "../../ui/index.ts";
import { removeCityUnits, runCityUnits, stopCityUnits, useCityUnitRun } from "./city-unit-run.ts";
import { useWhyNot } from "../controls/why-not.tsx";
import { reasonSentence } from "../state/refusal-text.ts";
import { countCityUnits } from "../state/routes.ts";

const KEY = "city-units";

/** Those of a community; counted again when the layer changes, whoever has changed it. */
function useCityUnits(communityId: string) {
  const client = useQueryClient();
  useEffect(
    () => subscribeLive("layers", () => void client.invalidateQueries({ queryKey: [KEY] })),
    [client],
  );
  return useQuery({
    queryKey: [KEY, communityId],
    queryFn: ({ signal }) => call(countCityUnits, { params: { id: communityId }, signal }),
  });
}

interface CityUnitsProps {
  readonly communityId: string;
  readonly canPlan: boolean;
}

/** Units of management of a hectare (万米单元网格): how many there are; made and removed by planners. */
export function CityUnits({ communityId, canPlan }: CityUnitsProps) {
  const t = useText();
  const { data, refetch } = useCityUnits(communityId);
  const { state } = useCityUnitRun();
  // What has just been made is told at once.
  useEffect(() => void refetch(), [state, refetch]);
  return (
    <PanelSection title={t("division:cityUnits.title")}>
      <div className="og-start og-city-units">
        {data !== undefined && <Numbers of={data} />}
        {canPlan && <Actions communityId={communityId} has={(data?.count ?? 0) > 0} />}
        <Progress />
      </div>
    </PanelSection>
  );
}

function Numbers({ of }: { readonly of: CityUnitsReply }) {
  const t = useText();
  if (of.count === 0) return <p className="og-muted">{t("division:cityUnits.none")}</p>;
  return (
    <>
      <p>
        {t("division:cityUnits.numbers", {
          count: count(of.count),
          near: count(of.near),
          share: Math.round((of.near / of.count) * 100),
        })}
        <br />
        <small className="og-muted">
          {t("division:cityUnits.range", {
            smallest: count(Math.round(of.smallest ?? 0)),
            largest: count(Math.round(of.largest ?? 0)),
          })}
        </small>
      </p>
      {of.isStale && <p className="og-warning">{t("division:cityUnits.stale")}</p>}
    </>
  );
}

function Actions({ communityId, has }: { readonly communityId: string; readonly has: boolean }) {
  const t = useText();
  const client = useQueryClient();
  const { data: areas = [] } = useAreas();
  const run = useCityUnitRun();
  const isRunning = run.state === "running";
  const { props: off, note } = useWhyNot(isRunning ? t("division:why.working") : null);
  const all = areas.filter(({ kind }) => kind === "community").map(({ id }) => id);
  const isMaking = (isAll: boolean): boolean => isRunning && run.communityIds.length > 1 === isAll;
  const remove = async (): Promise<void> => {
    await removeCityUnits(communityId);
    await client.invalidateQueries({ queryKey: [KEY] });
  };
  return (
    <div className="og-start-other">
      {note}
      <Button loading={isMaking(false)} {...off} onClick={() => void runCityUnits([communityId])}>
        {t(has ? "division:cityUnits.again" : "division:cityUnits.make")}
      </Button>
      {all.length > 1 && (
        <Button loading={isMaking(true)} {...off} onClick={() => void runCityUnits(all)}>
          {t("division:cityUnits.all")}
        </Button>
      )}
      {has && (
        <Button {...off} onClick={() => void remove()}>
          {t("division:cityUnits.remove")}
        </Button>
      )}
    </div>
  );
}

/** How far it is in all communities, and what was refused. */
function Progress() {
  const t = useText();
  const { state, communityIds, done, refusals } = useCityUnitRun();
  const isMany = communityIds.length > 1;
  return (
    <div aria-live="polite">
      {isMany && state === "running" && (
        <p>
          {t("division:cityUnits.progress", { done, total: communityIds.length })}{" "}
          <button type="button" className="og-plain-button" onClick={stopCityUnits}>
            {t("division:cityUnits.stop")}
          </button>
        </p>
      )}
      {isMany && (state === "done" || state === "stopped") && (
        <p className="og-muted">
          {t("division:cityUnits.finished", { done, total: communityIds.length })}
        </p>
      )}
      {refusals[0] !== undefined && (
        <p role="alert" className="og-fault">
          {isMany
            ? t("division:cityUnits.refused", {
                count: refusals.length,
                reason: reasonSentence(refusals[0]),
              })
            : reasonSentence(refusals[0])}
        </p>
      )}
    </div>
  );
}
