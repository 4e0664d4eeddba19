import { SHORTEST_PASSWORD } from "@onegrid/core/access";
import type { ChangePasswordBody, Me, SessionReply } from "@onegrid/core/access/contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Alert, Button } from "antd";
import { useState, type SubmitEvent } from "react";
import { call } from "../api.ts";
import { DISTRICT_ZONE } from "../i18n/days.ts";
import { currentLanguage, useText } from "../i18n/index.ts";
import { errorSentence } from "../problem-text.ts";
import { deleteSession, getSessions, postPassword } from "./account-api.ts";
import { FactorSection } from "./factor-section.tsx";
import { ME_KEY } from "./me.ts";
import { OfficePage } from "./office-page.tsx";
import { OwnDelegations } from "./own-delegations.tsx";
import { TextInput } from "./text-field.tsx";

/** One's own password, and the places where one is signed in. */
export function OwnAccountPage({ me }: { readonly me: Me }) {
  const t = useText();
  const isDue = me.mustChangePassword || me.mustEnrolFactor;
  return (
    <OfficePage title={t("access:own.title")} about={`${me.displayName} · ${me.login}`}>
      {me.mustChangePassword && (
        <Alert type="warning" showIcon title={t("access:own.due")} role="status" />
      )}
      {!me.mustChangePassword && me.mustEnrolFactor && (
        <Alert type="warning" showIcon title={t("access:factor.due")} role="status" />
      )}
      {!me.mustChangePassword && <FactorSection me={me} />}
      <PasswordForm />
      {!isDue && (
        <section className="og-office-card">
          <h2>
            <Link to="/explain">{t("explain:ownLink")}</Link>
          </h2>
          <p className="og-muted">{t("explain:ownLinkAbout")}</p>
        </section>
      )}
      {!isDue && <OwnDelegations me={me} />}
      {!isDue && <Sessions />}
    </OfficePage>
  );
}

const EMPTY = { present: "", next: "", again: "" };

function PasswordForm() {
  const t = useText();
  const client = useQueryClient();
  const [values, setValues] = useState(EMPTY);
  const [isDifferent, setDifferent] = useState(false);
  const change = useMutation({
    mutationFn: (body: ChangePasswordBody) => call(postPassword, { body }),
    onSuccess: () => {
      setValues(EMPTY);
      return Promise.all([
        client.invalidateQueries({ queryKey: ME_KEY }),
        client.invalidateQueries({ queryKey: ["sessions"] }),
      ]);
    },
  });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const { present, next, again } = values;
    setDifferent(next !== again);
    if (next === again) change.mutate({ present, next });
  };
  const field = (name: keyof typeof EMPTY, autoComplete: string, hint?: string) => (
    <TextInput
      isSecret
      label={t(`access:own.${name}`)}
      {...(hint !== undefined && { hint })}
      autoComplete={autoComplete}
      value={values[name]}
      onChange={(value) => setValues({ ...values, [name]: value })}
    />
  );
  return (
    <section className="og-office-card">
      <h2>{t("access:own.change")}</h2>
      <form onSubmit={submit} className="og-office-form">
        {isDifferent && (
          <Alert type="error" showIcon title={t("access:own.differs")} role="alert" />
        )}
        {change.error !== null && (
          <Alert type="error" showIcon title={errorSentence(change.error)} role="alert" />
        )}
        {change.isSuccess && <Alert type="success" showIcon title={t("access:own.saved")} />}
        {field("present", "current-password")}
        {field("next", "new-password", t("access:own.hint", { least: SHORTEST_PASSWORD }))}
        {field("again", "new-password")}
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {t("access:own.save")}
        </Button>
      </form>
    </section>
  );
}

const shown = (iso: string): string =>
  new Date(iso).toLocaleString(currentLanguage(), {
    timeZone: DISTRICT_ZONE,
    dateStyle: "medium",
    timeStyle: "short",
  });

function Sessions() {
  const t = useText();
  const client = useQueryClient();
  const { data, error } = useQuery({
    queryKey: ["sessions"],
    queryFn: ({ signal }) => call(getSessions, { signal }),
  });
  const end = useMutation({
    mutationFn: (id: string) => call(deleteSession, { params: { id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["sessions"] }),
  });
  const sessions = data?.sessions ?? [];
  return (
    <section className="og-office-card">
      <h2>{t("access:own.sessions")}</h2>
      {error !== null && <Alert type="error" title={errorSentence(error)} />}
      <ul className="og-session-list">
        {sessions.map((session) => (
          <li key={session.id}>
            <Device session={session} />
            {!session.isThis && (
              <Button onClick={() => end.mutate(session.id)}>{t("access:own.end")}</Button>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <Button danger onClick={() => end.mutate("others")}>
          {t("access:own.endOthers")}
        </Button>
      )}
    </section>
  );
}

function Device({ session }: { readonly session: SessionReply }) {
  const t = useText();
  return (
    <div>
      <strong>{session.device === "" ? t("access:own.unknownDevice") : session.device}</strong>
      {session.isThis && <span className="og-office-tag">{t("access:own.thisOne")}</span>}
      <small className="og-muted">
        {t("access:own.seen", { when: shown(session.seenAt) })} ·{" "}
        {t("access:own.since", { when: shown(session.createdAt) })}
      </small>
    </div>
  );
}
