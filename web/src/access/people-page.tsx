import type { HandedPassword, PersonReply } from "@onegrid/core/access/contract";
import { ROLES } from "@onegrid/core/access";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Alert, Button, Checkbox, Input, Select, Table } from "antd";
import { useState } from "react";
import { call } from "../api.ts";
import { isoDay, lastDayBefore } from "../i18n/days.ts";
import { count, useText, type Translate } from "../i18n/index.ts";
import { useAreas } from "../organisation/areas.ts";
import { errorSentence } from "../problem-text.ts";
import { getPeople, postClose, postHandedPassword, postReopen } from "./account-api.ts";
import { postFactorReset, putSso } from "./factor-api.ts";
import { useMe } from "./me.ts";
import { OfficePage } from "./office-page.tsx";
import { AskFirst, HandedDialog, PersonDialog, type PersonTask } from "./person-dialogs.tsx";
import { roleText } from "./role-text.ts";
import { SignInActions } from "./sign-in-actions.tsx";

const STEPS = { close: postClose, reopen: postReopen, factor: postFactorReset } as const;

const PAGE_SIZE = 50;
const PEOPLE_KEY = ["people"] as const;

const nameOfRole = (role: string, t: Translate): string => {
  const known = roleText(role);
  return known === null ? role : t(known);
};

/** Accounts and duties of the reader's area, for its administrator. */
export function PeoplePage() {
  const t = useText();
  const [asked, setAsked] = useState({ text: "", role: "", closed: false, page: 1 });
  const [task, setTask] = useState<PersonTask>({ kind: "none" });
  const { data: areas = [] } = useAreas();
  const { data, error, isFetching } = usePeople(asked);
  const ask = (change: Partial<typeof asked>): void => setAsked({ ...asked, page: 1, ...change });
  return (
    <OfficePage title={t("access:people.title")} about={t("access:people.about")}>
      <div className="og-people-tools">
        <Input.Search
          allowClear
          className="og-people-filter"
          placeholder={t("access:people.filter")}
          aria-label={t("access:people.filter")}
          onSearch={(text) => ask({ text })}
        />
        <Select
          className="og-people-role"
          aria-label={t("access:people.role")}
          value={asked.role}
          onChange={(role) => ask({ role })}
          options={[
            { value: "", label: t("access:people.anyRole") },
            ...ROLES.map((role) => ({ value: role, label: nameOfRole(role, t) })),
          ]}
        />
        <Checkbox
          checked={asked.closed}
          onChange={(event) => ask({ closed: event.target.checked })}
        >
          {t("access:people.showClosed")}
        </Checkbox>
        <span className="og-muted">
          {t("access:people.total", { count: count(data?.total ?? 0) })}
        </span>
        <Link to="/people/import">{t("staff:import.link")}</Link>
        <Button
          type="primary"
          disabled={areas.length === 0}
          onClick={() => setTask({ kind: "add" })}
        >
          {t("access:people.add")}
        </Button>
      </div>
      {areas.length === 0 && <Alert type="info" showIcon title={t("access:people.noAreas")} />}
      {error !== null && <Alert type="error" showIcon title={errorSentence(error)} />}
      <PeopleTable
        people={data?.people ?? []}
        isBusy={isFetching}
        onTask={setTask}
        pages={{ current: asked.page, total: data?.total ?? 0, onChange: (page) => ask({ page }) }}
      />
      <Dialogs task={task} onTask={setTask} />
    </OfficePage>
  );
}

const usePeople = (asked: { text: string; role: string; closed: boolean; page: number }) =>
  useQuery({
    queryKey: [...PEOPLE_KEY, asked],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      call(getPeople, {
        signal,
        query: {
          ...(asked.text !== "" && { text: asked.text }),
          ...(asked.role !== "" && { role: asked.role }),
          closed: asked.closed,
          offset: (asked.page - 1) * PAGE_SIZE,
          limit: PAGE_SIZE,
        },
      }),
  });

interface PeopleTableProps {
  readonly people: readonly PersonReply[];
  readonly isBusy: boolean;
  readonly pages: {
    readonly current: number;
    readonly total: number;
    readonly onChange: (page: number) => void;
  };
  readonly onTask: (task: PersonTask) => void;
}

function PeopleTable({ people, isBusy, pages, onTask }: PeopleTableProps) {
  const t = useText();
  return (
    <Table<PersonReply>
      size="small"
      rowKey="id"
      loading={isBusy}
      dataSource={people}
      locale={{ emptyText: t("access:people.none") }}
      pagination={{ ...pages, pageSize: PAGE_SIZE, hideOnSinglePage: true, showSizeChanger: false }}
      scroll={{ x: 820 }}
      columns={[
        { title: t("access:people.login"), dataIndex: "login" },
        {
          title: t("access:people.name"),
          render: (_, { displayName, isDemo }) => (
            <>
              <span translate="no">{displayName}</span>
              {isDemo && <span className="og-office-tag">{t("access:people.demo")}</span>}
            </>
          ),
        },
        { title: t("access:people.duties"), render: (_, person) => <DutyList person={person} /> },
        {
          title: t("access:people.seen"),
          render: (_, { lastSeenAt }) =>
            lastSeenAt === null ? t("access:people.never") : isoDay(new Date(lastSeenAt)),
        },
        {
          title: t("access:people.state"),
          render: (_, person) => (
            <>
              {stateOf(person, t)}
              {person.hasFactor && (
                <span className="og-office-tag">{t("access:people.hasFactor")}</span>
              )}
              {person.isSsoLinked && (
                <span className="og-office-tag">{t("access:people.ssoLinked")}</span>
              )}
            </>
          ),
        },
        {
          title: t("access:people.actions"),
          render: (_, person) => <RowActions person={person} onTask={onTask} />,
        },
      ]}
    />
  );
}

function stateOf({ isClosed, mustChangePassword }: PersonReply, t: Translate): string {
  if (isClosed) return t("access:people.closed");
  return mustChangePassword ? t("access:people.due") : t("access:people.open");
}

function DutyList({ person: { duties, isShared } }: { readonly person: PersonReply }) {
  const t = useText();
  if (duties.length === 0 && !isShared)
    return <span className="og-muted">{t("access:people.noDuties")}</span>;
  return (
    <ul className="og-people-duties">
      {duties.map(({ id, role, areaName, validTo }) => (
        <li key={id}>
          {nameOfRole(role, t)} · <span translate="no">{areaName}</span>
          {validTo !== null && <small className="og-muted"> → {lastDayBefore(validTo)}</small>}
        </li>
      ))}
      {isShared && <li className="og-muted">{t("access:people.shared")}</li>}
    </ul>
  );
}

interface RowActionsProps {
  readonly person: PersonReply;
  readonly onTask: (task: PersonTask) => void;
}

function RowActions({ person, onTask }: RowActionsProps) {
  const t = useText();
  const me = useMe();
  const isMine = me.data?.id === person.id;
  return (
    <div className="og-people-actions">
      <Button size="small" onClick={() => onTask({ kind: "duties", person })}>
        {t("access:people.change")}
      </Button>
      <Link to="/explain" search={{ person: person.id }} className="og-people-why">
        {t("shell:office.why")}
      </Link>
      {!isMine && !person.isClosed && (
        <Button size="small" onClick={() => onTask({ kind: "ask", step: "password", person })}>
          {t("access:people.password")}
        </Button>
      )}
      <SignInActions person={person} isMine={isMine} onTask={onTask} />
      {!isMine && (
        <Button
          size="small"
          danger={!person.isClosed}
          onClick={() =>
            onTask({ kind: "ask", step: person.isClosed ? "reopen" : "close", person })
          }
        >
          {person.isClosed ? t("access:people.reopen") : t("access:people.close")}
        </Button>
      )}
    </div>
  );
}

interface DialogsProps {
  readonly task: PersonTask;
  readonly onTask: (task: PersonTask) => void;
}

function Dialogs({ task, onTask }: DialogsProps) {
  const client = useQueryClient();
  const done = (handed?: HandedPassword): void => {
    void client.invalidateQueries({ queryKey: PEOPLE_KEY });
    onTask(handed === undefined ? { kind: "none" } : { kind: "handed", handed });
  };
  const step = useMutation({
    mutationFn: async ({ step: name, person: { id } }: PersonTask & { kind: "ask" }) => {
      if (name === "password") return call(postHandedPassword, { params: { id } });
      if (name === "allowSso" || name === "forbidSso")
        await call(putSso, { params: { id }, body: { isAllowed: name === "allowSso" } });
      else await call(STEPS[name], { params: { id } });
      return undefined;
    },
    onSuccess: done,
  });
  const leave = (): void => {
    step.reset();
    onTask({ kind: "none" });
  };
  if (task.kind === "handed") return <HandedDialog handed={task.handed} onLeave={leave} />;
  if (task.kind === "ask")
    return (
      <AskFirst
        task={task}
        error={step.error}
        isBusy={step.isPending}
        onYes={() => step.mutate(task)}
        onLeave={leave}
      />
    );
  if (task.kind === "none") return null;
  return <PersonDialog task={task} onDone={done} onLeave={leave} />;
}
