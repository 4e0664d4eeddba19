import type { DemoAccounts } from "@onegrid/core/access/contract";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Alert, Button, Input } from "antd";
import { useEffect, useId, useState, type SubmitEvent } from "react";
import { call } from "../api.ts";
import { useText } from "../i18n/index.ts";
import { errorSentence } from "../problem-text.ts";
import { getSetUp } from "./account-api.ts";
import { CodeForm } from "./code-form.tsx";
import { DoorPage } from "./door-page.tsx";
import { isCodeDue } from "./factor-api.ts";
import { insidePath } from "./inside-path.ts";
import { usePageTitle } from "../ui/page-title.ts";
import { useDemoAccounts, useMe, useSignIn } from "./me.ts";
import { roleText } from "./role-text.ts";
import { SsoButton } from "./sso-button.tsx";

export function SignInPage({ next }: { readonly next: string | undefined }) {
  const t = useText();
  usePageTitle(t("access:title"));
  const navigate = useNavigate();
  const me = useMe();
  const signIn = useSignIn();
  const demo = useDemoAccounts();
  const isIn = me.data != null;
  const setUp = useQuery({
    queryKey: ["set-up"],
    queryFn: ({ signal }) => call(getSetUp, { signal }),
  });
  useEffect(() => {
    if (isIn) void navigate({ href: insidePath(next), replace: true });
  }, [isIn, navigate, next]);
  if (signIn.data !== undefined && isCodeDue(signIn.data) && !isIn)
    return (
      <DoorPage>
        <CodeForm onLeave={() => signIn.reset()} />
      </DoorPage>
    );
  return (
    <DoorPage>
      <p className="og-muted">{t("access:subtitle")}</p>
      {signIn.error !== null && (
        <Alert type="error" showIcon title={errorSentence(signIn.error)} role="alert" />
      )}
      {setUp.data?.isOpen === true && (
        <Alert type="info" showIcon title={t("access:setUp.noToken")} role="status" />
      )}
      <SignInForm
        isBusy={signIn.isPending}
        onSubmit={(login, password) => signIn.mutate({ login, password })}
      />
      <SsoButton next={insidePath(next)} />
      {demo.data !== undefined && demo.data.length > 0 && (
        <DemoList
          accounts={demo.data}
          isBusy={signIn.isPending}
          onChoose={({ login, password }) => signIn.mutate({ login, password })}
        />
      )}
    </DoorPage>
  );
}

interface SignInFormProps {
  readonly isBusy: boolean;
  readonly onSubmit: (login: string, password: string) => void;
}

function SignInForm({ isBusy, onSubmit }: SignInFormProps) {
  const t = useText();
  const ids = { login: useId(), password: useId() };
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (login !== "" && password !== "") onSubmit(login.trim(), password);
  };
  return (
    <form onSubmit={submit} className="og-sign-in-form">
      <h1>{t("access:title")}</h1>
      <label htmlFor={ids.login}>{t("access:login")}</label>
      <Input
        id={ids.login}
        size="large"
        autoComplete="username"
        required
        value={login}
        onChange={(event) => setLogin(event.target.value)}
      />
      <label htmlFor={ids.password}>{t("access:password")}</label>
      <Input
        id={ids.password}
        size="large"
        type="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <Button type="primary" size="large" htmlType="submit" block loading={isBusy}>
        {t("access:submit")}
      </Button>
    </form>
  );
}

interface DemoListProps {
  readonly accounts: DemoAccounts["accounts"];
  readonly isBusy: boolean;
  readonly onChoose: (account: DemoAccounts["accounts"][number]) => void;
}

function DemoList({ accounts, isBusy, onChoose }: DemoListProps) {
  const t = useText();
  return (
    <section className="og-demo-list">
      <h2>{t("access:demo")}</h2>
      <p className="og-muted">{t("access:demoHint")}</p>
      <ul>
        {accounts.map((account) => {
          const role = roleText(account.role);
          const roleName = role === null ? account.login : t(role);
          return (
            <li key={account.login}>
              <button
                type="button"
                disabled={isBusy}
                translate="no"
                onClick={() => onChoose(account)}
              >
                <strong>{account.displayName}</strong>
                <span>
                  {account.login}
                  {roleName !== account.displayName && ` · ${roleName}`}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
