import type { Me } from "@onegrid/core/access/contract";
import type { GroundReply, StandingRepair } from "@onegrid/core/division/contract";
import { isTextKey, useText } from "../../i18n/index.ts";
import { clock } from "../state/format.ts";
import { useSettling, useUnmatched } from "./ground-state.ts";
import { ReasonedButton } from "../controls/reasoned-button.tsx";
import { useTask } from "../controls/use-task.ts";
import { kindTitle, nameOf, repairTold, whatOf } from "./ground-words.ts";
import type { OpenPlan } from "../state/page-state.ts";

interface SettledListProps {
  readonly open: OpenPlan;
  readonly me: Me;
  readonly ground: GroundReply;
}

/** What was settled, by whom and why; each can be taken back. */
export function SettledList({ open, me, ground }: SettledListProps) {
  const t = useText();
  const accepted = ground.problems.flatMap((problem) =>
    problem.accepted === null
      ? []
      : [
          {
            repair: problem.accepted,
            words: `${kindTitle(problem.kind, t)} · ${whatOf(problem, ground, t)}`,
          },
        ],
  );
  const done = ground.repairs.map((repair) => ({
    repair,
    words: repairTold(repair.repair, ground, t),
  }));
  const all = [...done, ...accepted];
  if (all.length === 0) return null;
  return (
    <details className="og-ground-group" open={all.length < 6}>
      <summary>
        {t("plan:ground.settled")} <span className="og-number">{all.length}</span>
      </summary>
      <ul>
        {all.map(({ repair, words }) => (
          <SettledItem key={repair.id} {...{ open, me, repair, words }} />
        ))}
      </ul>
    </details>
  );
}

interface SettledItemProps extends Omit<SettledListProps, "ground"> {
  readonly repair: StandingRepair;
  readonly words: string;
}

function SettledItem({ open, me, repair, words }: SettledItemProps) {
  const t = useText();
  const { takeBack } = useSettling(open, me);
  const { run, isBusy, fault } = useTask();
  return (
    <li>
      <p translate="no">{words}</p>
      <small className="og-muted" translate="no">
        {[repair.by ?? "", clock(repair.at)].filter((part) => part !== "").join(" · ")}
      </small>
      {repair.reason !== "" && <q translate="no">{repair.reason}</q>}
      {open.isEditable && (
        <ReasonedButton
          size="small"
          type="text"
          loading={isBusy}
          why={open.session.unsent.length > 0 ? t("division:why.unsent") : null}
          onClick={() => run(() => takeBack(repair.id))}
        >
          {t("plan:ground.takeBack")}
        </ReasonedButton>
      )}
      {fault !== null && <p role="alert">{fault}</p>}
    </li>
  );
}

/** Units that did not match one to one when the plan was carried over. */
export function UnmatchedList({ open, ground }: Omit<SettledListProps, "me">) {
  const t = useText();
  const unmatched = useUnmatched(open.divisionId);
  if (unmatched.length === 0) return null;
  return (
    <details className="og-ground-group">
      <summary>
        {t("plan:ground.unmatched")} <span className="og-number">{unmatched.length}</span>
      </summary>
      <p className="og-muted">{t("plan:ground.unmatchedAbout")}</p>
      <ul>
        {unmatched.slice(0, 100).map(({ unitId, fate }) => {
          const key = `plan:ground.fate.${fate}`;
          return (
            <li key={`${unitId}${fate}`}>
              <span translate="no">{nameOf(unitId, ground, t)}</span>{" "}
              <small className="og-muted">{isTextKey(key) ? t(key) : fate}</small>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
