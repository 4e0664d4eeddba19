import type { Me } from "@onegrid/core/access/contract";
import type { FactorReply } from "@onegrid/core/access/second-factor-contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { useState } from "react";
import { call } from "../api.ts";
import { isoDay } from "../i18n/days.ts";
import { useText } from "../i18n/index.ts";
import { errorSentence } from "../problem-text.ts";
import { getFactor } from "./factor-api.ts";
import { FactorDialog, type FactorTask } from "./factor-dialog.tsx";
import { ME_KEY } from "./me.ts";

const FACTOR_KEY = ["factor"] as const;
/** Fewer recovery codes than this are worth a word. */
const FEW_CODES = 3;

/** One's own second factor (动态口令). */
export function FactorSection({ me }: { readonly me: Me }) {
  const t = useText();
  const client = useQueryClient();
  const [task, setTask] = useState<FactorTask | null>(null);
  const { data, error } = useQuery({
    queryKey: FACTOR_KEY,
    queryFn: ({ signal }) => call(getFactor, { signal }),
  });
  const leave = (): void => {
    setTask(null);
    for (const queryKey of [FACTOR_KEY, ME_KEY, ["sessions"]])
      void client.invalidateQueries({ queryKey });
  };
  return (
    <section className="og-office-card" aria-labelledby="og-factor-title">
      <h2 id="og-factor-title">{t("access:factor.title")}</h2>
      {error !== null && <Alert type="error" title={errorSentence(error)} />}
      {data?.isOn === false && (
        <>
          <p className="og-factor-words">{t("access:factor.about")}</p>
          <Button type="primary" onClick={() => setTask("enrol")}>
            {t("access:factor.enrol")}
          </Button>
        </>
      )}
      {data?.isOn === true && <FactorOn factor={data} onTask={setTask} />}
      {task !== null && (
        <FactorDialog task={task} login={me.login} isOn={data?.isOn === true} onLeave={leave} />
      )}
    </section>
  );
}

interface FactorOnProps {
  readonly factor: FactorReply;
  readonly onTask: (task: FactorTask) => void;
}

function FactorOn({ factor: { since, recoveryLeft, isDemanded }, onTask }: FactorOnProps) {
  const t = useText();
  const day = since === null ? "" : isoDay(new Date(since));
  return (
    <>
      <p className="og-factor-words">
        {t("access:factor.on", { day })} {t("access:factor.left", { count: recoveryLeft })}
      </p>
      {recoveryLeft < FEW_CODES && (
        <Alert type="warning" showIcon title={t("access:factor.few")} role="status" />
      )}
      <div className="og-factor-actions">
        <Button onClick={() => onTask("renew")}>{t("access:factor.renew")}</Button>
        <Button onClick={() => onTask("enrol")}>{t("access:factor.move")}</Button>
        {isDemanded ? (
          <span className="og-muted">{t("access:factor.demanded")}</span>
        ) : (
          <Button danger onClick={() => onTask("off")}>
            {t("access:factor.off")}
          </Button>
        )}
      </div>
    </>
  );
}
