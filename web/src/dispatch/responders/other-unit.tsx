import type { RecommendationReply } from "@onegrid/core/dispatch/contract";
import type { DepartmentsReply } from "@onegrid/core/dispatch/whistle-contract";
import { useQuery } from "@tanstack/react-query";
import { Button, Input, Select } from "antd";
import { useState, type KeyboardEvent } from "react";
import { call } from "../../api.ts";
import { useText, type Translate } from "../../i18n/index.ts";
import { refusalSentence } from "../board/case-words.ts";
import { useDesk } from "../board/desk-store.ts";
import { getDepartments } from "../whistle/whistle-requests.ts";
import { sendTo } from "./send-to.ts";

/** Any other body, or the team of any area: whoever the list does not name is sent to with a reason. */
export function OtherUnit({ advice }: { readonly advice: RecommendationReply }) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="og-why" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t("dispatch:advice.unit.any")}</summary>
      {isOpen && <UnitForm advice={advice} />}
    </details>
  );
}

function UnitForm({ advice }: { readonly advice: RecommendationReply }) {
  const t = useText();
  const isBusy = useDesk((state) => state.isBusy);
  const [unitId, setUnitId] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const { data, error, isPending } = useQuery({
    queryKey: ["departments"],
    queryFn: ({ signal }) => call(getDepartments, { signal }),
  });
  const why = reason.trim();
  const isReady = unitId !== null && why !== "" && !isBusy;
  const send = (): void => {
    if (isReady) void sendTo({ unitId, memberId: null }, advice, why);
  };
  return (
    <div className="og-other-unit">
      <Select
        size="small"
        showSearch={{ optionFilterProp: "label" }}
        value={unitId}
        loading={isPending}
        options={unitChoices(data, advice, t)}
        aria-label={t("dispatch:advice.unit.anyUnit")}
        placeholder={t("dispatch:advice.unit.anyUnit")}
        notFoundContent={t("dispatch:advice.unit.noOther")}
        onChange={setUnitId}
      />
      <span className="og-why-override">
        <Input
          size="small"
          value={reason}
          maxLength={200}
          aria-label={t("dispatch:advice.override")}
          placeholder={t("dispatch:advice.unit.anyWhy")}
          onChange={(event) => setReason(event.target.value)}
          onKeyDown={(event) => sendByKey(event, send)}
        />
        <Button size="small" disabled={!isReady} onClick={send}>
          {t("dispatch:advice.anyway")}
        </Button>
      </span>
      {error !== null && (
        <p className="og-case-error" role="alert">
          {refusalSentence(error)}
        </p>
      )}
    </div>
  );
}

/** While an input method composes, Enter is its own. */
function sendByKey(event: KeyboardEvent, send: () => void): void {
  if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
  event.preventDefault();
  send();
}

/** Those that stand in the list above have their own button. */
function unitChoices(
  data: DepartmentsReply | undefined,
  { unit }: RecommendationReply,
  t: Translate,
): { value: string; label: string; disabled: boolean }[] {
  const shown = new Set([
    unit.unitId,
    unit.fallback?.unitId,
    ...unit.others.map((each) => each.unitId),
  ]);
  const bodies = (data?.departments ?? []).map(({ id, name, isStaffed }) => ({
    value: id,
    label: isStaffed ? name : `${name} · ${t("dispatch:help.unstaffed")}`,
    disabled: !isStaffed,
  }));
  const teams = (data?.teams ?? []).map(({ id, name }) => ({
    value: id,
    label: t("dispatch:card.team", { name }),
    disabled: false,
  }));
  return [...bodies, ...teams].filter(({ value }) => !shown.has(value));
}
