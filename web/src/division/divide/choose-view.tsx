import { forecast } from "@onegrid/core/division";
import type { Me } from "@onegrid/core/access/contract";
import type { CreatePlanBody, PlanReply } from "@onegrid/core/division/contract";
import { Button, Input, InputNumber, Segmented } from "antd";
import { lazy, Suspense, useEffect, useState } from "react";
import { WhyLink } from "../../access/index.ts";
import { call } from "../../api.ts";
import { count, useText } from "../../i18n/index.ts";
import { goToBox } from "../../map/index.ts";
import { AreaList, useAreas, type Area } from "../../organisation/index.ts";
import { Figures, PanelHeading, PanelSection } from "../../ui/index.ts";
import { AUTOMATIC } from "../tools/commands.ts";
import { signedPercent } from "../state/format.ts";
import { openExportHere } from "../export/export-state.ts";
import { ExportIcon } from "../tools/icons.tsx";
import { openPlan } from "../state/open-plan.ts";
import { useDivision } from "../state/page-state.ts";
import { perform } from "../session/perform.ts";
import { PlanList } from "../plan/plan-list.tsx";
import { PresentGrids } from "../plan/present-grids.tsx";
import { useGridsOn, usePlans, useRefreshPlans } from "../state/queries.ts";
import { reasonSentence } from "../state/refusal-text.ts";
import { createPlan } from "../state/routes.ts";

const CityUnits = lazy(() =>
  import("./city-units.tsx").then(({ CityUnits: section }) => ({ default: section })),
);

type Tab = "communities" | "plans";

/** Before a plan is open: a community and what can be done with it, or the list of plans. */
export function ChooseView({ me }: { readonly me: Me }) {
  const t = useText();
  // Who cannot draw comes to look at plans, or to approve one.
  const [tab, setTab] = useState<Tab>(me.canPlan ? "communities" : "plans");
  const { data: plans = [] } = usePlans();
  return (
    <>
      <PanelHeading title={t("shell:workspace.division")} about={t("division:about")} />
      <div className="og-division-tabs">
        <Segmented
          block
          aria-label={t("division:tab.label")}
          value={tab}
          onChange={setTab}
          options={[
            { value: "communities", label: t("division:tab.communities") },
            { value: "plans", label: `${t("division:tab.plans")} (${plans.length})` },
          ]}
        />
      </div>
      {tab === "communities" ? (
        <Communities me={me} plans={plans} />
      ) : (
        <PanelSection fills>
          <PlanList me={me} plans={plans} />
        </PanelSection>
      )}
    </>
  );
}

interface CommunitiesProps {
  readonly me: Me;
  readonly plans: readonly PlanReply[];
}

function Communities({ me, plans }: CommunitiesProps) {
  const t = useText();
  const { data: areas = [] } = useAreas();
  const chosenId = useDivision((state) => state.communityId);
  const chosen = areas.find(({ id, kind }) => id === chosenId && kind === "community");
  useShownOnMap(chosen);
  return (
    <>
      <PanelSection fills>
        <AreaList
          chosenId={chosenId ?? undefined}
          onChoose={(area) => {
            if (area.kind === "community") useDivision.setState({ communityId: area.id });
          }}
        />
      </PanelSection>
      {chosen === undefined ? (
        <p className="og-panel-note og-muted">{t("division:community.hint")}</p>
      ) : (
        <CommunityCard key={chosen.id} me={me} area={chosen} plans={plans} />
      )}
    </>
  );
}

/** A community that was chosen by a link has to be found on the map. */
function useShownOnMap(chosen: Area | undefined): void {
  useEffect(() => {
    if (chosen === undefined) return;
    goToBox(chosen.bbox);
    // Only when another one is chosen: its data may be read again.
  }, [chosen?.id]);
}

interface CommunityCardProps {
  readonly me: Me;
  readonly area: Area;
  readonly plans: readonly PlanReply[];
}

function CommunityCard({ me, area, plans }: CommunityCardProps) {
  const t = useText();
  const { data: present } = useGridsOn(area.id);
  const own = plans.filter(
    (plan) =>
      plan.state !== "retired" && plan.divisions.some(({ communityId }) => communityId === area.id),
  );
  return (
    <div className="og-community-card">
      <div className="og-community-facts">
        <PanelSection
          title={<span translate="no">{area.name}</span>}
          actions={
            (present?.grids.length ?? 0) > 0 && (
              <Button size="small" icon={<ExportIcon />} onClick={openExportHere}>
                {t("export:title")}
              </Button>
            )
          }
        >
          <Figures
            figures={[
              {
                label: t("division:community.figures.households"),
                value: count(area.households),
                unit: t("division:community.householdsUnit"),
              },
              {
                label: t("division:community.figures.buildings"),
                value: count(area.buildings),
                unit: t("division:community.buildingsUnit"),
              },
              {
                label: t("division:community.figures.grids"),
                value: count(present?.grids.length ?? 0),
                unit: t("division:community.gridsUnit"),
              },
            ]}
          />
          {present !== undefined && <PresentGrids communityId={area.id} present={present} />}
        </PanelSection>
        <Suspense>
          <CityUnits communityId={area.id} canPlan={me.canPlan} />
        </Suspense>
        {own.length > 0 && (
          <PanelSection title={t("division:community.drafts")}>
            <PlanList me={me} plans={own} communityId={area.id} />
          </PanelSection>
        )}
      </div>
      {me.canPlan ? (
        <StartPlan me={me} area={area} hasPresent={(present?.grids.length ?? 0) > 0} />
      ) : (
        <p className="og-panel-note og-muted">{t("division:community.cannotPlan")}</p>
      )}
    </div>
  );
}

const USUAL_TARGET = 300;

interface StartPlanProps {
  readonly me: Me;
  readonly area: Area;
  readonly hasPresent: boolean;
}

type Start = "divide" | "present" | "blank";

function StartPlan({ me, area, hasPresent }: StartPlanProps) {
  const t = useText();
  const refresh = useRefreshPlans();
  const [target, setTarget] = useState(USUAL_TARGET);
  const [name, setName] = useState(() => t("division:community.defaultName", { name: area.name }));
  const [busy, setBusy] = useState<Start | null>(null);
  const [error, setError] = useState<unknown>(null);
  const start = async (from: Start): Promise<void> => {
    setBusy(from);
    setError(null);
    const fromPresent = from === "present";
    const body = { name: name.trim() || area.name, communityIds: [area.id], target, fromPresent };
    await startPlan(body, from, me).catch((reason: unknown) => setError(reason));
    refresh();
    setBusy(null);
  };
  const from = (which: Start) => ({
    loading: busy === which,
    disabled: busy !== null && busy !== which,
    onClick: () => void start(which),
  });
  return (
    <PanelSection title={t("division:community.start")}>
      <div className="og-start">
        <div className="og-start-row">
          <label>
            {t("division:community.name")}
            <Input value={name} maxLength={120} onChange={(event) => setName(event.target.value)} />
          </label>
          <label>
            {t("division:community.target")}
            <InputNumber
              min={1}
              max={100_000}
              value={target}
              onChange={(value) => setTarget(value ?? USUAL_TARGET)}
            />
          </label>
        </div>
        <Forecast households={area.households} target={target} />
        <Button type="primary" block {...from("divide")}>
          {t("division:community.divide")}
        </Button>
        <div className="og-start-other">
          {hasPresent && (
            <Button {...from("present")}>{t("division:community.fromPresent")}</Button>
          )}
          <Button {...from("blank")}>{t("division:community.blank")}</Button>
        </div>
        {error !== null && (
          <p role="alert" className="og-fault">
            {reasonSentence(error)}
            <WhyLink error={error} />
          </p>
        )}
      </div>
    </PanelSection>
  );
}

async function startPlan(body: CreatePlanBody, from: Start, me: Me): Promise<void> {
  const plan = await call(createPlan, { body });
  await openPlan(plan.id, me);
  if (from === "divide") await perform({ edit: "divide-community", ...AUTOMATIC });
}

/** What is to be expected before anything is computed, and when equal shares cannot be good. */
function Forecast({
  households,
  target,
}: {
  readonly households: number;
  readonly target: number;
}) {
  const t = useText();
  if (households === 0) return <p className="og-warning">{t("division:forecast.empty")}</p>;
  const { grids, share } = forecast(households, target);
  const deviation = share / target - 1;
  return (
    <div className="og-forecast">
      <p>
        {t("division:forecast.text", {
          grids: count(grids),
          share: count(Math.round(share)),
          deviation: signedPercent(deviation),
        })}
      </p>
      {Math.abs(deviation) > 0.1 && <p className="og-warning">{t("division:forecast.off10")}</p>}
    </div>
  );
}
