import type { Me } from "@onegrid/core/access/contract";
import type { GroundProblem, GroundReply } from "@onegrid/core/division/contract";
import { Button, Input } from "antd";
import { useState } from "react";
import { useText } from "../../i18n/index.ts";
import { goTo } from "../../map/index.ts";
import { useSettling, type Repair } from "./ground-state.ts";
import { ReasonedButton } from "../controls/reasoned-button.tsx";
import { useTask } from "../controls/use-task.ts";
import { repairWords, whatOf } from "./ground-words.ts";
import type { OpenPlan } from "../state/page-state.ts";
import { useWhyNot } from "../controls/why-not.tsx";

const NEAR = 17;
const MOST_OFFERS = 3;

interface GroundItemProps {
  readonly open: OpenPlan;
  readonly me: Me;
  readonly ground: GroundReply;
  readonly problem: GroundProblem;
  /** As on the map; 0: not on it. */
  readonly number: number;
}

/** One problem: where it is, what it is about, and the ways to settle it. */
export function GroundItem({ open, me, ground, problem, number }: GroundItemProps) {
  const t = useText();
  const [linking, setLinking] = useState<Repair | null>(null);
  const { settle } = useSettling(open, me);
  const { run, isBusy, fault } = useTask();
  const [lng, lat] = problem.place;
  const hasPlace = lng !== 0 || lat !== 0;
  const what = whatOf(problem, ground, t);
  const choose = (repair: Repair): void => {
    if (repair.kind === "link") setLinking(repair);
    else run(() => settle(repair));
  };
  const busy = isBusy ? t("division:why.working") : null;
  const waiting = open.session.unsent.length > 0 ? t("division:why.unsent") : null;
  const { props: placeless, note } = useWhyNot(hasPlace ? null : t("plan:ground.noPlace"));
  return (
    <li>
      <button
        type="button"
        className="og-ground-place"
        {...placeless}
        aria-label={t("plan:ground.show", { number, what })}
        onClick={() => goTo([lng, lat], NEAR)}
      >
        {number > 0 && <i aria-hidden="true">{number}</i>}
        <span translate="no">{what}</span>
      </button>
      {note}
      {open.isEditable && (
        <div className="og-ground-acts">
          {problem.offers.slice(0, MOST_OFFERS).map((repair) => (
            <ReasonedButton
              key={repairWords(repair, ground, t)}
              size="small"
              why={busy ?? waiting}
              onClick={() => choose(repair)}
            >
              {repairWords(repair, ground, t)}
            </ReasonedButton>
          ))}
          <ReasonedButton
            size="small"
            type="text"
            why={busy}
            onClick={() => run(() => settle({ kind: "accept", problemId: problem.id }))}
          >
            {t("plan:ground.accept")}
          </ReasonedButton>
        </div>
      )}
      {linking !== null && (
        <LinkForm
          isBusy={isBusy}
          onCancel={() => setLinking(null)}
          onDone={(reason) => run(() => settle(linking, reason))}
        />
      )}
      {isBusy && <p role="status">{t("plan:ground.working")}</p>}
      {fault !== null && <p role="alert">{fault}</p>}
    </li>
  );
}

interface LinkFormProps {
  readonly isBusy: boolean;
  readonly onCancel: () => void;
  readonly onDone: (reason: string) => void;
}

/** A link is an exception to the rule: somebody has to say why. */
function LinkForm({ isBusy, onCancel, onDone }: LinkFormProps) {
  const t = useText();
  const [reason, setReason] = useState("");
  return (
    <form
      className="og-ground-reason"
      onSubmit={(event) => {
        event.preventDefault();
        onDone(reason.trim());
      }}
    >
      <label>
        {t("plan:ground.reason")}
        <Input
          size="small"
          autoFocus
          maxLength={500}
          value={reason}
          placeholder={t("plan:ground.reasonExample")}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      <div className="og-ground-acts">
        <ReasonedButton
          size="small"
          type="primary"
          htmlType="submit"
          loading={isBusy}
          why={reason.trim() === "" ? t("division:why.needReason") : null}
        >
          {t("plan:ground.linkDone")}
        </ReasonedButton>
        <Button size="small" type="text" onClick={onCancel}>
          {t("plan:ground.cancel")}
        </Button>
      </div>
    </form>
  );
}
