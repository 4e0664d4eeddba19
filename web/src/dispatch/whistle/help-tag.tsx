import type { CaseCard } from "@onegrid/core/dispatch/contract";
import { useText } from "../../i18n/index.ts";
import { WaitingTag } from "../board/waiting-list.tsx";
import { callTone, pendingCalls } from "./call-view.ts";

/** That somebody was called to help with a case and is waited for. */
export function HelpTag({ card, now }: { readonly card: CaseCard; readonly now: number }) {
  const t = useText();
  const calls = pendingCalls([card]);
  if (calls.length === 0) return null;
  const isLate = calls.some(({ call }) => callTone(call, now) === "late");
  return <WaitingTag isLate={isLate} words={t("dispatch:help.tag", { calls: calls.length })} />;
}
