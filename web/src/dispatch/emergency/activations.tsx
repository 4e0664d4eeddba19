import type { ActivationField } from "@onegrid/core/dispatch/emergency-contract";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Alert, App, Button } from "antd";
import { EMERGENCY_KEY } from "../../access/emergency-line.tsx";
import { momentText } from "../../access/local-moment.ts";
import { call } from "../../api.ts";
import { useText } from "../../i18n/index.ts";
import { errorSentence } from "../../problem-text.ts";
import { getActivations, postStandDown } from "./emergency-api.ts";

interface ActivationsProps {
  readonly onChanged: () => Promise<void>;
}

/** What is on, with the way out of it, and what was on last. */
export function Activations({ onChanged }: ActivationsProps) {
  const t = useText();
  const { modal } = App.useApp();
  const { data, error } = useQuery({
    queryKey: [...EMERGENCY_KEY, "activations"],
    queryFn: ({ signal }) => call(getActivations, { signal }),
  });
  const stop = useMutation({
    mutationFn: (id: string) => call(postStandDown, { params: { id } }),
    onSuccess: onChanged,
  });
  const ask = ({ id, name, communities }: ActivationField): void =>
    void modal.confirm({
      title: t("emergency:standDown.title", { name }),
      content: t("emergency:standDown.about", { count: communities }),
      okText: t("emergency:standDown.do"),
      cancelText: t("emergency:cancel"),
      onOk: () => stop.mutateAsync(id),
    });
  const fault = error ?? stop.error;
  const activations = data?.activations ?? [];
  const on = activations.filter(({ endedAt }) => endedAt === null);
  const ended = activations.filter(({ endedAt }) => endedAt !== null);
  return (
    <section className="og-office-card" aria-labelledby="og-emergency-state">
      <h2 id="og-emergency-state">{t("emergency:state")}</h2>
      {fault !== null && <Alert type="error" showIcon role="alert" title={errorSentence(fault)} />}
      {data !== undefined && on.length === 0 && (
        <p className="og-emergency-calm">{t("emergency:calm")}</p>
      )}
      <ul className="og-session-list">
        {on.map((activation) => (
          <li key={activation.id}>
            <Facts activation={activation} />
            <Button danger loading={stop.isPending} onClick={() => ask(activation)}>
              {t("emergency:standDown.button")}
            </Button>
          </li>
        ))}
      </ul>
      {ended.length > 0 && (
        <details>
          <summary>{t("emergency:ended", { count: ended.length })}</summary>
          <ul className="og-session-list">
            {ended.map((activation) => (
              <li key={activation.id}>
                <Facts activation={activation} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

const moment = (at: number): string => momentText(new Date(at).toISOString());

function Facts({ activation }: { readonly activation: ActivationField }) {
  const t = useText();
  const { kind, name, areaName, startedAt, endedAt, communities, groups, posts, filled } =
    activation;
  return (
    <span>
      <b className={`og-emergency-tag og-emergency-tag-${kind}`}>{t(`emergency:kind.${kind}`)}</b>{" "}
      <b translate="no">{name}</b>
      <small className="og-muted">
        {t("emergency:facts", { area: areaName, communities, groups, filled, posts })}
        {" · "}
        {endedAt === null
          ? t("emergency:since", { at: moment(startedAt) })
          : t("emergency:from", { from: moment(startedAt), to: moment(endedAt) })}
      </small>
    </span>
  );
}
