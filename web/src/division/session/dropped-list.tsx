import type { Me } from "@onegrid/core/access/contract";
import { Button } from "antd";
import { useState } from "react";
import { useText } from "../../i18n/index.ts";
import { goTo } from "../../map/index.ts";
import { presentSession, saveAsCopy } from "../state/open-plan.ts";
import { useDivision, type OpenPlan } from "../state/page-state.ts";
import { perform } from "./perform.ts";
import { reasonSentence } from "../state/refusal-text.ts";
import type { Dropped } from "./session-types.ts";

/** Steps that met somebody else's changes: each is shown where it is, and decided by the planner. */
export function DroppedList({ open, me }: { readonly open: OpenPlan; readonly me: Me }) {
  const t = useText();
  const { dropped } = open.session;
  if (dropped.length === 0) return null;
  return (
    <div className="og-dropped" role="alert">
      <strong>{t("division:save.dropped", { count: dropped.length })}</strong>
      <p>{t("plan:conflict.about")}</p>
      <ul>
        {dropped.map((step) => (
          <DroppedStep key={step.intent.key} open={open} me={me} step={step} />
        ))}
      </ul>
    </div>
  );
}

interface DroppedStepProps {
  readonly open: OpenPlan;
  readonly me: Me;
  readonly step: Dropped;
}

function DroppedStep({ open, me, step }: DroppedStepProps) {
  const t = useText();
  const [error, setError] = useState<unknown>(null);
  const { intent, reason } = step;
  const units = unitsOf(open, step);
  const forget = (): void => presentSession()?.forgetDropped(intent.key);
  const redo = async (): Promise<void> => {
    if (intent.kind === "edit" && (await perform(intent.edit))) forget();
  };
  const copy = async (): Promise<void> => {
    const name = t("division:save.copyName", { name: open.plan.name });
    await saveAsCopy(name, me, step).then(forget, (fault: unknown) => setError(fault));
  };
  return (
    <li>
      <button type="button" className="og-text-button" onClick={() => showUnits(open, units)}>
        {t(`division:history.edit.${intent.kind === "edit" ? intent.edit.edit : "undo"}`)}
        {" · "}
        {reasonSentence(reason)}
      </button>
      <div className="og-dropped-acts">
        <Button size="small" onClick={forget}>
          {t("plan:conflict.theirs")}
        </Button>
        {intent.kind === "edit" && (
          <>
            <Button size="small" onClick={() => void redo()}>
              {t("plan:conflict.mine")}
            </Button>
            <Button size="small" onClick={() => void copy()}>
              {t("plan:conflict.copy")}
            </Button>
          </>
        )}
      </div>
      {error !== null && <em role="alert">{reasonSentence(error)}</em>}
    </li>
  );
}

/** Where the trouble is: what both have changed, else all that the step was about. */
function unitsOf({ base }: OpenPlan, { intent, reason }: Dropped): number[] {
  const touched = listIn(reason, "unitIds");
  const own = intent.kind === "edit" ? listIn(intent.edit, "unitIds") : [];
  const ids = touched.length > 0 ? touched : own;
  return ids.flatMap((id) => base.ground.indexOf.get(id) ?? []);
}

function listIn(value: unknown, name: string): string[] {
  if (typeof value !== "object" || value === null) return [];
  const list: unknown = Object.entries(value).find(([key]) => key === name)?.[1];
  return Array.isArray(list) ? list.filter((each) => typeof each === "string") : [];
}

const NEAR = 16.5;

function showUnits({ base }: OpenPlan, units: readonly number[]): void {
  if (units.length > 0) useDivision.setState({ selection: { kind: "units", units } });
  const place = base.unitLabels[units[0] ?? -1];
  if (place !== undefined) goTo(place, NEAR);
}
