import { useMutation, useQuery } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { call } from "../api.ts";
import { useText } from "../i18n/index.ts";
import { errorSentence } from "../problem-text.ts";
import { getSso, postSsoStart } from "./factor-api.ts";

/** Where to go on after single sign-on: the issuer sends back to one page only. */
export const SSO_NEXT = "onegrid.sso-next";

export const useSso = () =>
  useQuery({
    queryKey: ["sso"],
    staleTime: 10_000,
    retry: false,
    queryFn: ({ signal }) => call(getSso, { signal }),
  });

/** The way to single sign-on (单点登录), where there is one. */
export function SsoButton({ next }: { readonly next: string }) {
  const t = useText();
  const { data: sso } = useSso();
  const start = useMutation({
    mutationFn: () => call(postSsoStart),
    onSuccess: ({ address }) => {
      sessionStorage.setItem(SSO_NEXT, next);
      location.assign(address);
    },
  });
  if (sso?.isOn !== true) return null;
  const label = sso.label === "" ? t("access:sso.label") : sso.label;
  return (
    <div className="og-sso">
      {start.error !== null && (
        <Alert type="error" showIcon title={errorSentence(start.error)} role="alert" />
      )}
      {sso.isAway && <Alert type="warning" showIcon title={t("access:sso.away")} role="status" />}
      <Button
        size="large"
        block
        disabled={sso.isAway}
        loading={start.isPending || start.isSuccess}
        onClick={() => start.mutate()}
      >
        {t("access:sso.go", { label })}
      </Button>
    </div>
  );
}
