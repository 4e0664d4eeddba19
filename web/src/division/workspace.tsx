import { lazy, Suspense, useEffect } from "react";
import { useMe } from "../access/index.ts";
import { isAway } from "../api.ts";
import { useText } from "../i18n/index.ts";
import { subscribeReturn } from "../live.ts";
import { mapPart } from "../map/index.ts";
import type { WorkspaceContent } from "../shell/index.ts";
import { linkParameter } from "../shell/index.ts";
import { PanelHeading } from "../ui/index.ts";
import { ChooseView } from "./divide/choose-view.tsx";
import { DIVISION_COMMANDS } from "./tools/commands.ts";
import { divisionEntries } from "./layers/layers.ts";
import { useExport } from "./export/export-state.ts";
import { followPlan, leavePlan, openPlan } from "./state/open-plan.ts";
import { DivisionOverlay } from "./tools/overlay.tsx";
import { useDivision, type Opened } from "./state/page-state.ts";
import { PlanView } from "./plan/plan-view.tsx";
import { reasonSentence } from "./state/refusal-text.ts";
import { startTools } from "./tools/start-tools.ts";
import "./division.css";

type Me = NonNullable<ReturnType<typeof useMe>["data"]>;

function DivisionPanel() {
  const { data: me } = useMe();
  return me === null || me === undefined ? null : <SignedInPanel me={me} />;
}

function SignedInPanel({ me }: { readonly me: Me }) {
  const opened = useDivision((state) => state.opened);
  useEffect(() => followPlan(me), [me]);
  useEffect(() => openFromLink(me), [me]);
  useEffect(() => subscribeReturn(() => openFailed(me)), [me]);
  return (
    <>
      {opened.kind === "none" && <ChooseView me={me} />}
      {opened.kind === "ready" && <PlanView key={opened.plan.id} open={opened} me={me} />}
      {opened.kind !== "none" && opened.kind !== "ready" && <Waiting opened={opened} me={me} />}
      <ExportPart />
    </>
  );
}

const ExportDialog = lazy(() =>
  import("./export/export-dialog.tsx").then(({ ExportDialog: dialog }) => ({ default: dialog })),
);

/** The dialog comes with the first wish for it. */
function ExportPart() {
  const target = useExport((state) => state.target);
  if (target === null) return null;
  return (
    <Suspense>
      <ExportDialog target={target} />
    </Suspense>
  );
}

/** A link that says where the map stands; the map itself may not be there yet. */
const hasView = (): boolean => new URLSearchParams(location.search).has("at");

function openFromLink(me: Me): void {
  const plan = linkParameter("division", "plan");
  const community = linkParameter("division", "community");
  if (useDivision.getState().opened.kind !== "none") return;
  if (community !== undefined) useDivision.setState({ communityId: community });
  if (plan !== undefined) void openPlan(plan, me, { communityId: community, keepsView: hasView() });
}

/** The server is back: the plan that could not be read meanwhile is opened. */
function openFailed(me: Me): void {
  const { opened } = useDivision.getState();
  if (opened.kind === "failed" && isAway(opened.error)) void openPlan(opened.planId, me);
}

interface WaitingProps {
  readonly opened: Exclude<Opened, { kind: "none" | "ready" }>;
  readonly me: Me;
}

function Waiting({ opened, me }: WaitingProps) {
  const t = useText();
  return (
    <>
      <PanelHeading title={t("shell:workspace.division")} />
      {opened.kind === "loading" ? (
        <p className="og-panel-note" role="status">
          {t("division:plan.loading")}
        </p>
      ) : (
        <div className="og-panel-note" role="alert">
          <p>{t("division:plan.failed", { reason: reasonSentence(opened.error) })}</p>
          <button
            type="button"
            className="og-plain-button"
            onClick={() => void openPlan(opened.planId, me)}
          >
            {t("division:plan.retry")}
          </button>{" "}
          <button type="button" className="og-plain-button" onClick={leavePlan}>
            {t("division:plan.back")}
          </button>
        </div>
      )}
    </>
  );
}

export const workspace: WorkspaceContent = {
  Panel: DivisionPanel,
  map: mapPart(useDivision, divisionEntries),
  Overlay: DivisionOverlay,
  commands: DIVISION_COMMANDS,
  enter: startTools,
};
