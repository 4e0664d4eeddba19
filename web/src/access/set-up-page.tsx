import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Alert, Button, Checkbox } from "antd";
import { useState, type SubmitEvent } from "react";
import { isLogin, mayBecomeLogin, SHORTEST_PASSWORD } from "@onegrid/core/access";
import type { SetUpBody } from "@onegrid/core/access/contract";
import { call } from "../api.ts";
import { useText } from "../i18n/index.ts";
import { errorSentence } from "../problem-text.ts";
import { getSetUp, postSetUp } from "./account-api.ts";
import { DoorPage } from "./door-page.tsx";
import { usePageTitle } from "../ui/page-title.ts";
import { ME_KEY } from "./me.ts";
import { TextInput } from "./text-field.tsx";

/** The first account of an installation, for whoever has the link from the server's terminal. */
export function SetUpPage() {
  const t = useText();
  usePageTitle(t("access:setUp.title"));
  const state = useQuery({
    queryKey: ["set-up"],
    queryFn: ({ signal }) => call(getSetUp, { signal }),
  });
  const token = location.hash.slice(1);
  return (
    <DoorPage>
      <h1 className="og-sign-in-title">{t("access:setUp.title")}</h1>
      {state.error !== null && <Alert type="error" title={errorSentence(state.error)} />}
      {state.data?.isOpen === false && (
        <>
          <Alert type="info" showIcon title={t("access:setUp.closed")} />
          <Link to="/sign-in">{t("access:setUp.toSignIn")}</Link>
        </>
      )}
      {state.data?.isOpen === true && token === "" && (
        <Alert type="warning" showIcon title={t("access:setUp.noToken")} />
      )}
      {state.data?.isOpen === true && token !== "" && <SetUpForm token={token} />}
    </DoorPage>
  );
}

function SetUpForm({ token }: { readonly token: string }) {
  const t = useText();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [values, setValues] = useState({ login: "", displayName: "", password: "" });
  const [withDesks, setWithDesks] = useState(false);
  const setUp = useMutation({
    mutationFn: (body: SetUpBody) => call(postSetUp, { body }),
    onSuccess: (me) => {
      client.clear();
      client.setQueryData(ME_KEY, me);
      void navigate({ to: "/", replace: true });
    },
  });
  const set = (name: keyof typeof values) => (value: string) =>
    setValues((before) => ({ ...before, [name]: value }));
  const login = values.login.trim().toLowerCase();
  const isFaulty = !mayBecomeLogin(login);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (isLogin(login)) setUp.mutate({ ...values, login, token, withDesks });
  };
  return (
    <form onSubmit={submit} className="og-sign-in-form">
      <p className="og-muted">{t("access:setUp.about")}</p>
      {setUp.error !== null && (
        <Alert type="error" showIcon title={errorSentence(setUp.error)} role="alert" />
      )}
      <TextInput
        isLarge
        label={t("access:login")}
        hint={t("access:setUp.loginHint")}
        autoComplete="username"
        fault={isFaulty ? t("access:people.badLogin") : null}
        maxLength={40}
        isFirst
        value={values.login}
        onChange={set("login")}
      />
      <TextInput
        isLarge
        label={t("access:setUp.displayName")}
        hint={t("access:setUp.displayNameHint")}
        autoComplete="name"
        maxLength={60}
        value={values.displayName}
        onChange={set("displayName")}
      />
      <TextInput
        isLarge
        isSecret
        label={t("access:password")}
        hint={t("access:own.hint", { least: SHORTEST_PASSWORD })}
        autoComplete="new-password"
        value={values.password}
        onChange={set("password")}
      />
      <Checkbox checked={withDesks} onChange={(event) => setWithDesks(event.target.checked)}>
        {t("access:setUp.withDesks")}
      </Checkbox>
      <Button type="primary" size="large" htmlType="submit" block loading={setUp.isPending}>
        {t("access:setUp.submit")}
      </Button>
    </form>
  );
}
