import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Alert } from "antd";
import { useEffect, useRef, useState } from "react";
import { call } from "../api.ts";
import { useText } from "../i18n/index.ts";
import { errorSentence } from "../problem-text.ts";
import { CodeForm } from "./code-form.tsx";
import { DoorPage } from "./door-page.tsx";
import { isCodeDue, postSsoFinish } from "./factor-api.ts";
import { insidePath } from "./inside-path.ts";
import { keepMe, ME_KEY, useMe } from "./me.ts";
import { SSO_NEXT } from "./sso-button.tsx";

/**
 * Where the issuer sends the browser back to. The answer stands in the address; this page posts it, so
 * the request comes from our own site and brings its strict cookie along.
 */
export function SsoReturnPage() {
  const t = useText();
  const navigate = useNavigate();
  const client = useQueryClient();
  const me = useMe();
  const [step, setStep] = useState<"waiting" | "code" | "in">("waiting");
  const finish = useMutation({
    mutationFn: (answer: string) => call(postSsoFinish, { body: { answer } }),
    onSuccess: (entered) => {
      // Whoever was here before is not the one who comes in now.
      if (isCodeDue(entered)) client.setQueryData(ME_KEY, null);
      else keepMe(client, entered);
      setStep(isCodeDue(entered) ? "code" : "in");
    },
  });
  const { mutate } = finish;
  const wasSent = useRef(false);
  useEffect(() => {
    if (wasSent.current) return;
    wasSent.current = true; // an answer counts once
    const { search } = location;
    history.replaceState(history.state, "", location.pathname);
    mutate(search === "" ? "?" : search);
  }, [mutate]);
  const isDone = me.data != null && step !== "waiting";
  useEffect(() => {
    if (!isDone) return;
    const next = sessionStorage.getItem(SSO_NEXT) ?? undefined;
    sessionStorage.removeItem(SSO_NEXT);
    void navigate({ href: insidePath(next), replace: true });
  }, [isDone, navigate]);
  return (
    <DoorPage>
      {finish.error !== null && (
        <>
          <Alert type="error" showIcon title={errorSentence(finish.error)} role="alert" />
          <Link to="/sign-in">{t("access:sso.back")}</Link>
        </>
      )}
      {step === "code" && (
        <CodeForm onLeave={() => void navigate({ to: "/sign-in", replace: true })} />
      )}
      {finish.error === null && step !== "code" && <p role="status">{t("access:sso.wait")}</p>}
    </DoorPage>
  );
}
