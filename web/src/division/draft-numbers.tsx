import { Button } from "antd";
import { count, useText, type Translate } from "../i18n/index.ts";
import { signedPercent } from "./format.ts";
import type { Ghost } from "./ghost.ts";
import { gridNumber } from "./grid-view.ts";
import { useDivision, type Draft, type OpenPlan } from "./page-state.ts";
import { reasonSentence } from "./refusal-text.ts";
import type { Refusal } from "./session-types.ts";
import type { HouseholdShift } from "./stroke.ts";

const nameOf = ({ gridId, isNew }: HouseholdShift, t: Translate): string => {
  if (isNew) return t("division:newGrid");
  return gridId === null
    ? t("division:unassigned")
    : t("division:grid", { number: gridNumber(gridId) });
};

interface Foreseen {
  readonly shifts: readonly HouseholdShift[];
  readonly refusal: Refusal | null;
  /** Units of bare ground that go with it. */
  readonly along: number;
  readonly hint?: Ghost["hint"];
  readonly offer?: Ghost["offer"];
}

function foreseenIn(draft: Draft): Foreseen | null {
  if (draft.kind === "stroke" && draft.stroke.units.size > 0)
    return { ...draft, along: draft.along.length };
  if (draft.kind !== "ghost") return null;
  const isSilent = draft.shifts.length === 0 && draft.refusal === null && draft.hint === undefined;
  return isSilent ? null : { ...draft, along: 0 };
}

/** The numbers that what is tried would give, before it is let go. */
export function DraftNumbers({ open }: { readonly open: OpenPlan }) {
  const t = useText();
  const foreseen = foreseenIn(useDivision((state) => state.draft));
  if (foreseen === null) return null;
  const { shifts, refusal, along, hint, offer } = foreseen;
  const { target } = open.session.division;
  return (
    <div className="og-division-card og-stroke-numbers">
      {shifts.map((shift) => (
        <span key={`${shift.gridId} ${shift.isNew}`} className="og-number">
          <b>{nameOf(shift, t)}</b> {count(shift.before)} →{" "}
          {t("shell:households", { count: count(shift.after) })}
          {(shift.isNew || shift.gridId !== null) && (
            <small> {signedPercent(shift.after / target - 1)}</small>
          )}
        </span>
      ))}
      {along > 0 && <span>{t("division:tool.along", { count: along })}</span>}
      {hint !== undefined && <span>{t(`division:tool.ghost.${hint}`)}</span>}
      {refusal !== null && <em>{reasonSentence(refusal)}</em>}
      {offer !== undefined && (
        <Button size="small" onClick={offer.run}>
          {t(offer.title)}
        </Button>
      )}
    </div>
  );
}
