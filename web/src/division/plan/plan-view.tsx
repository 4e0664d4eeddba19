import type { Me } from "@onegrid/core/access/contract";
import { Button, Select } from "antd";
import { Suspense, useEffect, useRef, useState } from "react";
import { useText } from "../../i18n/index.ts";
import { IconButton, PanelSection } from "../../ui/index.ts";
import { compareWith, PRESENT, useComparedWith } from "../compare/compare-state.ts";
import { openExportHere } from "../export/export-state.ts";
import { GridTable, LightKey } from "./grid-table.tsx";
import { GroundLine } from "../ground/ground-line.tsx";
import { showGround, useIsGroundShown } from "../ground/ground-state.ts";
import { BackIcon, ExportIcon, SparkIcon } from "../tools/icons.tsx";
import {
  ComparePanel,
  DivideForm,
  DroppedList,
  FlawList,
  GroundPanel,
  HistoryList,
  LifeCycle,
} from "../lazy-parts.ts";
import { leavePlan, openPlan } from "../state/open-plan.ts";
import type { OpenPlan } from "../state/page-state.ts";
import { PlanTabs, type Tab } from "./plan-tabs.tsx";
import { StateTag } from "./plan-list.tsx";
import { PresenceLine } from "../session/presence-line.tsx";
import { SaveLine } from "../session/save-line.tsx";
import { Totals } from "./totals.tsx";
import { UnitList } from "./unit-list.tsx";
import { useFlaws } from "../state/use-flaws.ts";

/** One open plan: its numbers, its grids, what comes next. */
export function PlanView({ open, me }: { readonly open: OpenPlan; readonly me: Me }) {
  const t = useText();
  const [chosen, setChosen] = useState<Tab>(open.plan.state === "draft" ? "grids" : "next");
  const other = useComparedWith();
  const isGround = useIsGroundShown(open.plan.id) && other === null;
  const usual = other === null ? chosen : "compare";
  const tab = isGround ? "ground" : usual;
  const flaws = useFlaws(open);
  const setTab = (next: Tab): void => {
    showGround(null);
    compareWith(next === "compare" ? PRESENT : null);
    if (next !== "compare") setChosen(next);
  };
  return (
    <>
      <PlanHeading open={open} me={me} />
      <PresenceLine key={open.divisionId} open={open} />
      {open.session.dropped.length > 0 && (
        <Suspense>
          <DroppedList open={open} me={me} />
        </Suspense>
      )}
      <Totals open={open} />
      <GroundLine open={open} />
      <PlanTabs tab={tab} flaws={flaws.length} onChange={setTab} />
      {isGround && (
        <Suspense>
          <GroundPanel open={open} me={me} />
        </Suspense>
      )}
      {tab === "grids" && <GridsTab key={open.divisionId} open={open} />}
      {tab === "flaws" && (
        <PanelSection title={t("division:flaws.title")} fills>
          <Suspense>
            <FlawList open={open} flaws={flaws} />
          </Suspense>
        </PanelSection>
      )}
      {tab === "next" && (
        <PanelSection fills>
          <Suspense>
            <LifeCycle open={open} me={me} />
          </Suspense>
        </PanelSection>
      )}
      {other !== null && (
        <Suspense>
          <ComparePanel open={open} other={other} />
        </Suspense>
      )}
      {tab === "history" && (
        <PanelSection fills>
          <Suspense>
            <HistoryList open={open} />
          </Suspense>
        </PanelSection>
      )}
    </>
  );
}

function leave(): void {
  compareWith(null);
  leavePlan();
}

function PlanHeading({ open, me }: { readonly open: OpenPlan; readonly me: Me }) {
  const t = useText();
  const { plan } = open;
  const title = useRef<HTMLHeadingElement>(null);
  // The button that led here is gone: who works with the keyboard goes on from the plan's name.
  useEffect(() => {
    const isLost = document.activeElement === document.body;
    // A page that was just loaded begins at its top.
    if (isLost && navigator.userActivation.hasBeenActive) title.current?.focus();
  }, [plan.id]);
  return (
    <header className="og-plan-heading">
      <IconButton label={t("division:plan.back")} onClick={leave}>
        <BackIcon />
      </IconButton>
      <div>
        <h2 ref={title} tabIndex={-1} translate="no">
          {plan.name}
        </h2>
        <SaveLine open={open} me={me} />
      </div>
      <StateTag state={plan.state} />
      <IconButton label={t("export:title")} shortcut="Shift+P" onClick={openExportHere}>
        <ExportIcon />
      </IconButton>
      {plan.divisions.length > 1 && (
        <Select
          className="og-plan-community"
          aria-label={t("division:plan.community")}
          value={open.communityId}
          showSearch
          optionFilterProp="label"
          onChange={(id: string) => void openPlan(plan.id, me, { communityId: id })}
          options={plan.divisions.map(({ communityId, communityName, unassignedUnits }) => ({
            value: communityId,
            label: unassignedUnits > 0 ? `${communityName} *` : communityName,
          }))}
        />
      )}
    </header>
  );
}

function GridsTab({ open }: { readonly open: OpenPlan }) {
  const t = useText();
  const [isDividing, setIsDividing] = useState(false);
  const hasGrids = open.session.division.grids.length > 0;
  if (isDividing && open.isEditable)
    return (
      <PanelSection title={t("division:divide.title")} fills>
        <Suspense>
          <DivideForm open={open} onDone={() => setIsDividing(false)} />
        </Suspense>
        <GridTable open={open} />
      </PanelSection>
    );
  const divide = (
    <Button size="small" icon={<SparkIcon />} onClick={() => setIsDividing(true)}>
      {t(hasGrids ? "division:divide.again" : "division:divide.title")}
    </Button>
  );
  return (
    <PanelSection
      title={t("division:table.title")}
      actions={open.isEditable ? divide : undefined}
      fills
    >
      <div className="og-table-scroll">
        <GridTable open={open} />
        {hasGrids && <LightKey target={open.session.division.target} />}
        <UnitList open={open} />
      </div>
    </PanelSection>
  );
}
