import { ACTIVATION_KINDS, type ActivationKind } from "@onegrid/core/dispatch";
import type {
  DryRunReply,
  PlanReply,
  TargetField,
} from "@onegrid/core/dispatch/emergency-contract";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Alert, App, Button, Input, Segmented, Select } from "antd";
import { useState } from "react";
import { areaOptions } from "../../access/area-label.ts";
import { EMERGENCY_KEY } from "../../access/emergency-line.tsx";
import { call } from "../../api.ts";
import { useText } from "../../i18n/index.ts";
import { useAreas } from "../../organisation/index.ts";
import { errorSentence } from "../../problem-text.ts";
import { newKey } from "../board/requests.ts";
import { DrawnPlace } from "./drawn-place.tsx";
import { DryRunReport } from "./dry-run-report.tsx";
import { postActivation, postDryRun } from "./emergency-api.ts";
import type { DrawnArea } from "./use-drawn-place.ts";

interface StartSectionProps {
  readonly plan: PlanReply;
  readonly place: DrawnArea;
  readonly onChanged: () => Promise<void>;
}

/** Where and what for; the dry run (预演) of it; and the one key (一键启动). */
export function StartSection({ plan, place, onChanged }: StartSectionProps) {
  const t = useText();
  const { modal } = App.useApp();
  const [intent, setIntent] = useState<Intent>({
    kind: "exercise",
    name: "",
    areaIds: [plan.areaId],
  });
  const { kind, name, areaIds } = intent;
  const target = targetOf(place, areaIds);
  const isDrawn = "ring" in target;
  const tried = useDryRun(plan, target);
  const start = useStart(
    { plan, place, intent, target, version: tried.data?.version },
    async () => {
      setIntent({ ...intent, name: "" });
      await onChanged();
    },
  );
  const ask = (): void =>
    void modal.confirm({
      title: t(`emergency:start.title-${kind}`, { name: name.trim() }),
      content: t("emergency:start.sure", sizeOf(tried.data)),
      okText: t(`emergency:start.do-${kind}`),
      okButtonProps: { danger: kind === "actual" },
      cancelText: t("emergency:cancel"),
      onOk: () => start.mutateAsync().catch(() => undefined),
    });
  const found = tried.error === null ? tried.data : undefined;
  const fault = tried.error ?? start.error;
  return (
    <section className="og-office-card" aria-labelledby="og-emergency-start">
      <h2 id="og-emergency-start">{t("emergency:start.title")}</h2>
      <div className="og-emergency-start">
        <StartFields
          intent={intent}
          isDrawn={isDrawn}
          onChange={(part) => setIntent({ ...intent, ...part })}
        />
        <Button
          type="primary"
          danger={kind === "actual"}
          size="large"
          disabled={name.trim() === "" || found === undefined}
          loading={start.isPending}
          onClick={ask}
        >
          {t(`emergency:start.do-${kind}`)}
        </Button>
      </div>
      <DrawnPlace
        communities={tried.data?.communities ?? []}
        isDrawn={isDrawn}
        onDrop={place.drop}
      />
      <p className="og-muted">{t(`emergency:start.about-${kind}`)}</p>
      {fault !== null && <Alert type="error" showIcon role="alert" title={errorSentence(fault)} />}
      {found && <DryRunReport found={found} groups={plan.groups} />}
    </section>
  );
}

interface Starting {
  readonly plan: PlanReply;
  readonly place: DrawnArea;
  readonly intent: Intent;
  readonly target: TargetField;
  /** Of the plan that was tried. */
  readonly version: number | undefined;
}

/** Turns it on, once however often it is tried. */
function useStart(
  { plan, place, intent, target, ...tried }: Starting,
  onDone: () => Promise<void>,
) {
  const { kind, name } = intent;
  const version = tried.version ?? plan.version;
  const [idempotencyKey, renewKey] = useIntentKey({ kind, name, target, version });
  return useMutation({
    mutationFn: () =>
      call(postActivation, {
        body: {
          idempotencyKey,
          areaId: plan.areaId,
          expectedVersion: version,
          kind,
          name: name.trim(),
          target,
        },
      }),
    onSuccess: () => {
      renewKey();
      place.drop();
      return onDone();
    },
  });
}

/** The same for every try of one intent: a lost answer must not turn it on twice. Another intent is another key. */
function useIntentKey(intent: object): [key: string, renew: () => void] {
  const words = JSON.stringify(intent);
  const [kept, setKept] = useState(() => ({ words, key: newKey() }));
  if (kept.words === words) return [kept.key, () => setKept({ words, key: newKey() })];
  const next = { words, key: newKey() };
  setKept(next);
  return [next.key, () => setKept({ words, key: newKey() })];
}

const sizeOf = (tried: DryRunReply | undefined) => ({
  communities: tried?.communities.length ?? 0,
  groups: tried?.groups ?? 0,
  filled: tried?.filled ?? 0,
  seats: tried?.seats ?? 0,
});

/** What was drawn on the map takes the place of the areas that are named. */
const targetOf = ({ ring }: DrawnArea, areaIds: readonly string[]): TargetField =>
  ring ? { ring: ring.map(([lng, lat]) => [lng, lat]) } : { areaIds: [...areaIds] };

const useDryRun = ({ areaId, version }: PlanReply, target: TargetField) =>
  useQuery({
    queryKey: [...EMERGENCY_KEY, "dry-run", areaId, version, target],
    enabled: "ring" in target || target.areaIds.length > 0,
    retry: false,
    queryFn: ({ signal }) =>
      call(postDryRun, {
        signal,
        body: { areaId, mode: "emergency", target },
      }),
  });

interface Intent {
  readonly kind: ActivationKind;
  readonly name: string;
  readonly areaIds: readonly string[];
}

interface StartFieldsProps {
  readonly intent: Intent;
  /** The place is drawn: no area is named. */
  readonly isDrawn: boolean;
  readonly onChange: (part: Partial<Intent>) => void;
}

/** Exercise first: nobody starts the real thing by a slip. */
function StartFields({ intent, isDrawn, onChange }: StartFieldsProps) {
  const { kind, name, areaIds } = intent;
  const t = useText();
  const { data: areas = [] } = useAreas();
  return (
    <>
      <Segmented
        aria-label={t("emergency:start.kind")}
        value={kind}
        onChange={(value) => onChange({ kind: value })}
        options={ACTIVATION_KINDS.toReversed().map((value) => ({
          value,
          label: t(`emergency:kind.${value}`),
        }))}
      />
      <Input
        aria-label={t("emergency:start.name")}
        placeholder={t("emergency:start.nameExample")}
        maxLength={60}
        value={name}
        onChange={({ target }) => onChange({ name: target.value })}
      />
      <Select
        mode="multiple"
        disabled={isDrawn}
        maxTagCount="responsive"
        aria-label={t("emergency:start.where")}
        placeholder={t("emergency:start.where")}
        showSearch={{ optionFilterProp: "label" }}
        value={[...areaIds]}
        onChange={(ids) => onChange({ areaIds: ids })}
        options={areaOptions(areas)}
      />
    </>
  );
}
