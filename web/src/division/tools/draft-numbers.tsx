import { impactOfMoves, type DivisionEdit, type DivisionFacts } from "@onegrid/core/division";
import { Button } from "antd";
import { useAround } from "../state/around.ts";
import type { Foreseen } from "../state/foresee.ts";
import { count, useText, type Translate } from "../../i18n/index.ts";
import { decimal, signedPercent } from "../state/format.ts";
import type { Ghost } from "./ghost.ts";
import { gridNumber } from "../state/grid-view.ts";
import { useDivision, type Draft, type OpenPlan } from "../state/page-state.ts";
import { nextStep } from "../state/refusal-next.ts";
import { reasonSentence } from "../state/refusal-text.ts";
import type { Refusal } from "../session/session-types.ts";
import { strokeEdit, type HouseholdShift } from "./stroke.ts";

const nameOf = ({ gridId, isNew }: HouseholdShift, t: Translate): string => {
  if (isNew) return t("division:newGrid");
  return gridId === null
    ? t("division:unassigned")
    : t("division:grid", { number: gridNumber(gridId) });
};

interface Tried {
  readonly foreseen: Foreseen | null;
  readonly shifts: readonly HouseholdShift[];
  readonly refusal: Refusal | null;
  /** What was asked for; `null`: it is refused before it is an edit. */
  readonly edit: DivisionEdit | null;
  /** Units of bare ground that go with it. */
  readonly along: number;
  readonly hint?: Ghost["hint"];
  readonly offer?: Ghost["offer"];
}

function triedIn(draft: Draft, { session }: OpenPlan): Tried | null {
  if (draft.kind === "stroke" && draft.stroke.units.size > 0) {
    const edit = strokeEdit(session.division, draft.stroke);
    return { ...draft, edit, along: draft.along.length };
  }
  if (draft.kind !== "ghost") return null;
  const isSilent = draft.shifts.length === 0 && draft.refusal === null && draft.hint === undefined;
  return isSilent ? null : { ...draft, along: 0 };
}

/** The numbers that what is tried would give, before it is let go. */
export function DraftNumbers({ open }: { readonly open: OpenPlan }) {
  const t = useText();
  const foreseen = triedIn(
    useDivision((state) => state.draft),
    open,
  );
  if (foreseen === null) return null;
  const { shifts, refusal, edit, along, hint, offer } = foreseen;
  const next = refusal === null ? null : nextStep(refusal, edit);
  const { target } = open.session.division;
  return (
    <div className="og-division-card og-stroke-numbers">
      {shifts.map((shift) => (
        <span key={`${shift.gridId} ${shift.isNew}`} className="og-number">
          <b>{nameOf(shift, t)}</b> {count(shift.before)} →{" "}
          {t("shell:households", { count: count(shift.after) })}
          {(shift.isNew || shift.gridId !== null) && (
            <small title={t("division:tool.ghost.deviation")}>
              {" "}
              {signedPercent(shift.after / target - 1)}
              <FairShare facts={foreseen.foreseen?.facts} gridId={shift.gridId} />
            </small>
          )}
        </span>
      ))}
      {foreseen.foreseen !== null && <Consequences open={open} foreseen={foreseen.foreseen} />}
      {along > 0 && <span>{t("division:tool.along", { count: along })}</span>}
      {hint !== undefined && <span>{t(`division:tool.ghost.${hint}`)}</span>}
      {refusal !== null && <em>{reasonSentence(refusal)}</em>}
      {next !== null && <span className="og-next">{next}</span>}
      {offer !== undefined && (
        <Button size="small" onClick={offer.run}>
          {t(offer.title)}
        </Button>
      )}
    </div>
  );
}

interface FairShareProps {
  readonly facts: DivisionFacts | undefined;
  readonly gridId: string | null;
}

/** Deviation from the fair share (均户) after it, and the shape. */
function FairShare({ facts, gridId }: FairShareProps) {
  const t = useText();
  const own = gridId === null ? undefined : facts?.grids.get(gridId);
  if (own === undefined) return null;
  const deviation = signedPercent(own.deviationFairShare);
  return (
    <>
      {" · "}
      {t("division:tool.ghost.fair", { deviation, shape: decimal(own.polsbyPopper) })}
    </>
  );
}

const cut = ({ metrics }: DivisionFacts): number => metrics["smallCompoundsCut"] ?? 0;

interface ConsequencesProps {
  readonly open: OpenPlan;
  readonly foreseen: Foreseen;
}

/** What comes along: buildings, stations, open cases, teams; compounds cut by it. */
function Consequences({ open, foreseen }: ConsequencesProps) {
  const t = useText();
  const around = useAround(open);
  const { change, facts } = foreseen;
  if (around === null || change.moves.length === 0) return null;
  const impact = impactOfMoves(open.session.division, change.moves, around);
  const [before, after] = [cut(open.view.facts), cut(facts)];
  const words = [
    t("division:tool.ghost.buildings", { count: impact.buildings }),
    ...(impact.stations > 0 ? [t("division:tool.ghost.stations", { count: impact.stations })] : []),
    ...(impact.cases > 0 ? [t("division:tool.ghost.cases", { count: impact.cases })] : []),
    ...(impact.teams > 0
      ? [t("division:tool.ghost.teams", { count: impact.teams, holders: impact.holders })]
      : []),
    ...(before === after ? [] : [t("division:tool.ghost.cut", { before, after })]),
  ];
  return <span className="og-consequences">{words.join(" · ")}</span>;
}
