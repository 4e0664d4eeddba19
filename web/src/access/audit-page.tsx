import type {
  AuditEntryReply,
  AuditListReply,
  AuditVerdictReply,
} from "@onegrid/core/access/contract";
import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { Alert, Button, Input, Select, Table } from "antd";
import { useState } from "react";
import { addressOf, call, route } from "../api.ts";
import { daysAfter, DISTRICT_ZONE, startOfDay } from "../i18n/days.ts";
import { count, currentLanguage, isTextKey, useText, type Translate } from "../i18n/index.ts";
import { errorSentence } from "../problem-text.ts";
import { OfficePage } from "./office-page.tsx";
import { roleText } from "./role-text.ts";
import { TextField } from "./text-field.tsx";

const getAudit = route<undefined, AuditListReply>()("GET", "/api/access/audit");
const getVerdict = route<undefined, AuditVerdictReply>()("GET", "/api/access/audit/verdict");

const PAGE = 100;
const NOTHING = { person: "", action: "", object: "", from: "", to: "" };
type Asked = typeof NOTHING;

/** What is asked, as the server takes it: whole days of the district. */
function queryOf(asked: Asked): Record<string, string> {
  const { from, to, ...words } = asked;
  const query = {
    ...words,
    from: from && startOfDay(from).toISOString(),
    to: to && startOfDay(daysAfter(startOfDay(to), 1)).toISOString(),
  };
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ""));
}

/** The audit log for whoever may read it: searched, exported, checked, never changed. */
export function AuditPage() {
  const t = useText();
  const [asked, setAsked] = useState<Asked>(NOTHING);
  const query = queryOf(asked);
  const log = useInfiniteQuery({
    queryKey: ["audit", query],
    initialPageParam: 0,
    queryFn: ({ pageParam, signal }) =>
      call(getAudit, {
        signal,
        query: { ...query, limit: PAGE, ...(pageParam > 0 && { before: pageParam }) },
      }),
    getNextPageParam: ({ entries, hasMore }: AuditListReply) =>
      hasMore ? entries.at(-1)?.position : undefined,
  });
  const entries = log.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <OfficePage title={t("access:audit.title")} about={t("access:audit.about")}>
      <Filters onAsk={setAsked} />
      <div className="og-people-tools">
        <Verdict />
        <a className="og-muted" href={addressOf("/api/access/audit.csv", {}, query)} download>
          {t("access:audit.export")}
        </a>
      </div>
      {log.error !== null && <Alert type="error" showIcon title={errorSentence(log.error)} />}
      <AuditTable entries={entries} isBusy={log.isFetching} />
      {log.hasNextPage && (
        <Button onClick={() => void log.fetchNextPage()} loading={log.isFetchingNextPage}>
          {t("access:audit.more")}
        </Button>
      )}
    </OfficePage>
  );
}

const CAPABILITIES = ["access", "division", "coverage", "dispatch", "contact", "ingest"] as const;

function Filters({ onAsk }: { readonly onAsk: (asked: Asked) => void }) {
  const t = useText();
  const [asked, setAsked] = useState<Asked>(NOTHING);
  const set = (change: Partial<Asked>): void => setAsked({ ...asked, ...change });
  const line = (name: "person" | "object") => (
    <TextField label={t(`access:audit.${name}`)}>
      {(id) => (
        <Input
          id={id}
          allowClear
          placeholder={name === "object" ? t("access:audit.objectHint") : undefined}
          value={asked[name]}
          onChange={(event) => set({ [name]: event.target.value })}
        />
      )}
    </TextField>
  );
  const day = (name: "from" | "to") => (
    <TextField label={t(`access:audit.${name}`)}>
      {(id) => (
        <Input
          id={id}
          type="date"
          value={asked[name]}
          onChange={(event) => set({ [name]: event.target.value })}
        />
      )}
    </TextField>
  );
  return (
    <form
      className="og-audit-filters"
      onSubmit={(event) => {
        event.preventDefault();
        onAsk(asked);
      }}
    >
      {line("person")}
      <TextField label={t("access:audit.action")}>
        {(id) => (
          <Select
            id={id}
            value={asked.action}
            onChange={(action) => set({ action })}
            options={[
              { value: "", label: t("access:audit.anyAction") },
              ...CAPABILITIES.map((name) => ({
                value: `${name}.`,
                label: t(`access:audit.capability.${name}`),
              })),
            ]}
          />
        )}
      </TextField>
      {line("object")}
      {day("from")}
      {day("to")}
      <Button type="primary" htmlType="submit">
        {t("access:audit.search")}
      </Button>
    </form>
  );
}

/** Checks the whole chain when asked. */
function Verdict() {
  const t = useText();
  const check = useMutation({ mutationFn: () => call(getVerdict) });
  const { data } = check;
  return (
    <>
      <Button onClick={() => check.mutate()} loading={check.isPending}>
        {t("access:audit.verify")}
      </Button>
      {check.error !== null && <Alert type="error" title={errorSentence(check.error)} />}
      {data?.broken === null && (
        <Alert
          type="success"
          showIcon
          title={t("access:audit.whole", { count: count(data.entries) })}
          description={
            <span className="og-audit-object">
              {t("access:audit.head", { position: data.head.position, hash: data.head.hash })}
            </span>
          }
        />
      )}
      {data?.broken != null && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={t(`access:audit.${data.broken.why}`, { position: count(data.broken.position) })}
        />
      )}
    </>
  );
}

/** An action in words; one that has none yet stands as it is. */
function actionWords(action: string, t: Translate): string {
  const key = `access:audit.act.${action.replace(".", "-")}`;
  return isTextKey(key) ? t(key) : action;
}

interface AuditTableProps {
  readonly entries: readonly AuditEntryReply[];
  readonly isBusy: boolean;
}

function AuditTable({ entries, isBusy }: AuditTableProps) {
  const t = useText();
  return (
    <Table<AuditEntryReply>
      size="small"
      rowKey="position"
      loading={isBusy}
      dataSource={entries}
      pagination={false}
      scroll={{ x: 900 }}
      locale={{ emptyText: t("access:audit.none") }}
      expandable={{
        expandRowByClick: true,
        columnTitle: <span className="og-hidden">{t("access:audit.detail")}</span>,
        rowExpandable: ({ detail }) => JSON.stringify(detail) !== "{}",
        expandedRowRender: ({ detail }) => (
          <pre className="og-audit-detail" translate="no">
            {JSON.stringify(detail, null, 2)}
          </pre>
        ),
      }}
      columns={[
        { title: "#", dataIndex: "position" },
        {
          title: t("access:audit.at"),
          render: (_, { at }) =>
            new Date(at).toLocaleString(currentLanguage(), {
              timeZone: DISTRICT_ZONE,
              dateStyle: "short",
              timeStyle: "medium",
            }),
        },
        { title: t("access:audit.who"), render: (_, entry) => <Who entry={entry} /> },
        { title: t("access:audit.source"), dataIndex: "source" },
        { title: t("access:audit.action"), render: (_, { action }) => actionWords(action, t) },
        {
          title: t("access:audit.object"),
          render: (_, { object }) => (
            <span translate="no" className="og-audit-object">
              {object}
            </span>
          ),
        },
      ]}
    />
  );
}

function Who({ entry }: { readonly entry: AuditEntryReply }) {
  const { login, displayName, role, source, onBehalfOfName } = entry;
  const t = useText();
  // Without an address it came from the server itself or its command line.
  if (login === null)
    return (
      <span className="og-muted">
        {t(source === null ? "access:audit.server" : "access:audit.nobody")}
      </span>
    );
  const known = role === null ? null : roleText(role);
  return (
    <>
      <span translate="no">{displayName}</span> <span className="og-muted">{login}</span>
      {known !== null && <small className="og-muted"> · {t(known)}</small>}
      {onBehalfOfName !== null && (
        <small className="og-muted">
          {" "}
          · {t("shell:account.onBehalf", { name: onBehalfOfName })}
        </small>
      )}
    </>
  );
}
