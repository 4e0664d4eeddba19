import type { PersonReply } from "@onegrid/core/access/contract";
import { Button } from "antd";
import { useText } from "../i18n/index.ts";
import type { PersonTask } from "./person-dialogs.tsx";
import { useSso } from "./sso-button.tsx";

interface SignInActionsProps {
  readonly person: PersonReply;
  readonly isMine: boolean;
  readonly onTask: (task: PersonTask) => void;
}

/** What an administrator does with how somebody signs in, besides their password. */
export function SignInActions({ person, isMine, onTask }: SignInActionsProps) {
  const t = useText();
  const hasSso = useSso().data?.isOn === true;
  const { hasFactor, isClosed, isSsoAllowed } = person;
  const ssoStep = isSsoAllowed ? "forbidSso" : "allowSso";
  const mayChangeSso = hasSso && !isClosed && !(isMine && isSsoAllowed);
  return (
    <>
      {hasFactor && !isMine && (
        <Button size="small" onClick={() => onTask({ kind: "ask", step: "factor", person })}>
          {t("access:people.factor")}
        </Button>
      )}
      {mayChangeSso && (
        <Button size="small" onClick={() => onTask({ kind: "ask", step: ssoStep, person })}>
          {t(`access:people.${ssoStep}`)}
        </Button>
      )}
    </>
  );
}
