import type { HandedKey, KeyReply } from "@onegrid/core/access/contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Checkbox, Table } from "antd";
import { useState } from "react";
import { call } from "../api.ts";
import { isoDay } from "../i18n/days.ts";
import { count, useLanguage, useText } from "../i18n/index.ts";
import { useRules } from "../rule-book.ts";
import { useAreas } from "../organisation/areas.ts";
import { errorSentence } from "../problem-text.ts";
import { majorWords } from "./category-majors.ts";
import { HandedKeyDialog, KeyAskDialog, NewKeyDialog, type KeyTask } from "./key-dialogs.tsx";
import { momentText } from "./local-moment.ts";
import { OfficePage } from "./office-page.tsx";
import { permissionText } from "./permission-text.ts";
import { getKeys } from "./rights-api.ts";

const KEYS_KEY = ["interface-keys"] as const;
const SOON_DAYS = 30;

const hasEnded = ({ state }: KeyReply): boolean => state === "revoked" || state === "expired";

/** Interface keys of other systems for the reader's area, for its administrator. */
export function KeysPage() {
  const t = useText();
  const client = useQueryClient();
  const [showsEnded, setShowsEnded] = useState(false);
  const [task, setTask] = useState<KeyTask>({ kind: "none" });
  const { data: areas = [] } = useAreas();
  const { data, error, isFetching } = useQuery({
    queryKey: KEYS_KEY,
    queryFn: ({ signal }) => call(getKeys, { signal }),
  });
  const keys = (data?.keys ?? []).filter((key) => showsEnded || !hasEnded(key));
  const done = (handed?: HandedKey): void => {
    void client.invalidateQueries({ queryKey: KEYS_KEY });
    setTask(handed === undefined ? { kind: "none" } : { kind: "handed", handed });
  };
  const leave = (): void => setTask({ kind: "none" });
  return (
    <OfficePage title={t("shell:office.keys")} about={t("rights:keys.about")}>
      <div className="og-people-tools">
        <Checkbox checked={showsEnded} onChange={(event) => setShowsEnded(event.target.checked)}>
          {t("rights:keys.showEnded")}
        </Checkbox>
        <span className="og-muted">{t("rights:keys.total", { count: count(keys.length) })}</span>
        <Button
          type="primary"
          disabled={areas.length === 0}
          onClick={() => setTask({ kind: "add" })}
        >
          {t("rights:keys.add")}
        </Button>
      </div>
      {areas.length === 0 && <Alert type="info" showIcon title={t("rights:keys.noAreas")} />}
      {error !== null && <Alert type="error" showIcon title={errorSentence(error)} />}
      <KeyTable keys={keys} isBusy={isFetching} onTask={setTask} />
      {task.kind === "add" && <NewKeyDialog onDone={done} onLeave={leave} />}
      {task.kind === "ask" && <KeyAskDialog task={task} onDone={done} onLeave={leave} />}
      {task.kind === "handed" && <HandedKeyDialog handed={task.handed} onLeave={leave} />}
    </OfficePage>
  );
}

interface KeyTableProps {
  readonly keys: readonly KeyReply[];
  readonly isBusy: boolean;
  readonly onTask: (task: KeyTask) => void;
}

function KeyTable({ keys, isBusy, onTask }: KeyTableProps) {
  const t = useText();
  return (
    <Table<KeyReply>
      size="small"
      rowKey="id"
      loading={isBusy}
      dataSource={keys}
      locale={{ emptyText: t("rights:keys.none") }}
      pagination={false}
      scroll={{ x: 980 }}
      columns={[
        { title: t("rights:keys.name"), render: (_, key) => <KeyName apiKey={key} /> },
        { title: t("rights:keys.state"), render: (_, key) => <KeyState apiKey={key} /> },
        {
          title: t("rights:keys.permissions"),
          render: (_, { permissions }) => (
            <ul className="og-people-duties">
              {permissions.map((permission) => (
                <li key={permission}>{permissionText(permission, t)}</li>
              ))}
            </ul>
          ),
        },
        { title: t("rights:keys.areas"), render: (_, key) => <KeyReach apiKey={key} /> },
        { title: t("rights:keys.lastUse"), render: (_, key) => <LastUse apiKey={key} /> },
        {
          title: t("rights:keys.actions"),
          render: (_, key) => <KeyActions apiKey={key} onTask={onTask} />,
        },
      ]}
    />
  );
}

interface OfKey {
  readonly apiKey: KeyReply;
}

function KeyName({ apiKey: { id, name, purpose, answeredBy } }: OfKey) {
  const t = useText();
  return (
    <div className="og-key-name">
      <strong translate="no">{name}</strong>
      <span translate="no">{purpose}</span>
      <small className="og-muted" translate="no">
        og_{id}_…
      </small>
      <small className="og-muted" translate="no">
        {t("rights:keys.answeredBy", { name: answeredBy })}
      </small>
    </div>
  );
}

function KeyState({ apiKey }: OfKey) {
  const t = useText();
  const { state, expiresAt, previousUntil } = apiKey;
  const days = Math.ceil((Date.parse(expiresAt) - Date.now()) / 86_400_000);
  return (
    <div className="og-key-name">
      <span className={`og-key-state og-key-${state}`}>{t(`rights:keys.states.${state}`)}</span>
      {state === "unanswered" && <small>{t("rights:keys.unansweredHint")}</small>}
      <small className="og-muted">
        {t("rights:keys.expires")} {isoDay(new Date(Date.parse(expiresAt) - 1))}
      </small>
      {state === "active" && days <= SOON_DAYS && (
        <small className="og-key-soon">{t("rights:keys.endsSoon", { days })}</small>
      )}
      {previousUntil !== null && (
        <small className="og-key-soon">
          {t("rights:keys.previous", { when: momentText(previousUntil) })}
        </small>
      )}
    </div>
  );
}

function KeyReach({ apiKey }: OfKey) {
  const t = useText();
  const language = useLanguage();
  const book = useRules();
  const { areas, categories, isShared, permissions } = apiKey;
  return (
    <div className="og-key-name" translate="no">
      <span>{areas.map(({ name }) => name).join("、")}</span>
      {permissions.some((each) => each.startsWith("case.")) && (
        <small className="og-muted">
          {categories.length === 0
            ? t("rights:keys.everyCategory")
            : majorWords(categories, book, language).join("、")}
        </small>
      )}
      {isShared && <small className="og-muted">{t("rights:keys.shared")}</small>}
    </div>
  );
}

function LastUse({ apiKey: { lastUsedAt, lastUsedFrom, addresses } }: OfKey) {
  const t = useText();
  return (
    <div className="og-key-name">
      <span>{lastUsedAt === null ? t("rights:keys.never") : momentText(lastUsedAt)}</span>
      {lastUsedFrom !== null && (
        <small className="og-muted">{t("rights:keys.from", { address: lastUsedFrom })}</small>
      )}
      {addresses.length > 0 && (
        <small className="og-muted">
          {t("rights:keys.addresses")}: {addresses.join(", ")}
        </small>
      )}
    </div>
  );
}

interface KeyActionsProps extends OfKey {
  readonly onTask: (task: KeyTask) => void;
}

function KeyActions({ apiKey, onTask }: KeyActionsProps) {
  const t = useText();
  if (apiKey.isShared || apiKey.state === "revoked") return null;
  const steps = (["takeOver", "rotate", "revoke"] as const).filter(
    (step) =>
      step === "revoke" ||
      (step === "takeOver" ? apiKey.state === "unanswered" : apiKey.state === "active"),
  );
  return (
    <div className="og-people-actions">
      {steps.map((step) => (
        <Button
          key={step}
          size="small"
          danger={step === "revoke"}
          onClick={() => onTask({ kind: "ask", step, key: apiKey })}
        >
          {t(`rights:keys.${step}`)}
        </Button>
      ))}
    </div>
  );
}
