import type { StaffListReply, StaffPlanReply } from "@onegrid/core/access/staff-contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Alert, Button, Progress, Upload } from "antd";
import { useState } from "react";
import { call } from "../api.ts";
import { count, isTextKey, text as say, useText } from "../i18n/index.ts";
import { useAreas } from "../organisation/areas.ts";
import { sentenceOf } from "../ingest/problem-words.ts";
import { errorSentence } from "../problem-text.ts";
import { OfficePage } from "./office-page.tsx";
import { downloadPasswords, getList, postCommit, postPlan, sendList } from "./staff-api.ts";
import { StaffLeaveGuard } from "./staff-leave-guard.tsx";
import { StaffColumns, missingFields, type Columns } from "./staff-columns.tsx";
import { StaffPlanTable } from "./staff-plan-table.tsx";
import "./staff.css";

/** A staff list from a table to accounts: read, shown row by row, taken at once. */
export function StaffImportPage() {
  const t = useText();
  const [list, setList] = useState<StaffListReply | null>(null);
  const { data: areas } = useAreas();
  const send = useMutation({ mutationFn: sendList, onSuccess: setList });
  return (
    <OfficePage title={t("staff:import.title")} about={t("staff:import.about")}>
      <div className="og-people-tools">
        <Link to="/people">{t("staff:import.toPeople")}</Link>
        <a href="/api/access/staff/template.csv" download>
          {t("staff:import.template")}
        </a>
      </div>
      {areas?.length === 0 && <Alert type="info" showIcon title={t("staff:import.noAreas")} />}
      {send.error !== null && (
        <Alert type="error" showIcon role="alert" title={sentenceOf(send.error)} />
      )}
      {list === null ? (
        <Upload.Dragger
          accept=".xlsx,.csv"
          showUploadList={false}
          disabled={send.isPending || areas?.length === 0}
          beforeUpload={(file) => {
            send.mutate(file);
            return false;
          }}
        >
          <p>
            <strong>{t(send.isPending ? "staff:import.reading" : "staff:import.choose")}</strong>
          </p>
          <p className="og-muted">{t("staff:import.chooseHint")}</p>
        </Upload.Dragger>
      ) : (
        <Chosen key={list.id} first={list} onAgain={() => setList(null)} />
      )}
    </OfficePage>
  );
}

const POLL_MS = 700;

/** The list as the server has it: asked again while it works. */
const useList = (first: StaffListReply) =>
  useQuery({
    queryKey: ["staff-list", first.id],
    initialData: first,
    gcTime: 0,
    refetchInterval: ({ state }) => (state.data?.state === "working" ? POLL_MS : false),
    queryFn: ({ signal }) => call(getList, { params: { id: first.id }, signal }),
  });

interface ChosenProps {
  readonly first: StaffListReply;
  readonly onAgain: () => void;
}

function Chosen({ first, onAgain }: ChosenProps) {
  const t = useText();
  const client = useQueryClient();
  const { data: list } = useList(first);
  const [columns, setColumns] = useState<Columns>(() =>
    first.columns.map(({ guess }) => (guess === "personal" ? null : guess)),
  );
  const isWhole = missingFields(columns).length === 0;
  const plan = useQuery({
    // After a failure it is planned anew: the store may be another.
    queryKey: ["staff-plan", first.id, columns, list.state === "failed"],
    enabled: isWhole && (list.state === "open" || list.state === "failed"),
    gcTime: 0,
    queryFn: ({ signal }) =>
      call(postPlan, { params: { id: first.id }, body: { columns: [...columns] }, signal }),
  });
  const commit = useMutation({
    mutationFn: ({ digest }: StaffPlanReply) =>
      call(postCommit, { params: { id: first.id }, body: { columns: [...columns], digest } }),
    onSuccess: (begun) => client.setQueryData(["staff-list", first.id], begun),
  });
  if (list.state === "working") return <Working list={list} />;
  if (list.state === "done") return <Done list={list} onAgain={onAgain} />;
  return (
    <>
      <StaffColumns list={first} columns={columns} onChange={setColumns} />
      {list.refusal !== null && <Failure code={list.refusal} />}
      {[plan.error, commit.error].map(
        (error) =>
          error !== null && (
            <Alert key="error" type="error" showIcon role="alert" title={errorSentence(error)} />
          ),
      )}
      {isWhole && plan.data !== undefined && (
        <StaffPlanTable
          listId={first.id}
          plan={plan.data}
          isBusy={commit.isPending || plan.isFetching}
          onCommit={() => plan.data && commit.mutate(plan.data)}
        />
      )}
      <Button onClick={onAgain}>{t("staff:import.restart")}</Button>
    </>
  );
}

function Failure({ code }: { readonly code: string }) {
  const t = useText();
  if (code === "access.preview-stale")
    return <Alert type="warning" showIcon role="alert" title={t("staff:import.afresh")} />;
  const key = `problem:${code}`;
  const reason = isTextKey(key) ? say(key) : code;
  return <Alert type="error" showIcon role="alert" title={t("staff:import.failed", { reason })} />;
}

function Working({ list: { made, toMake } }: { readonly list: StaffListReply }) {
  const t = useText();
  const isStoring = made === toMake;
  return (
    <section className="og-office-card" role="status">
      <p>
        {isStoring
          ? t("staff:import.storing")
          : t("staff:import.working", { made: count(made), total: count(toMake) })}
      </p>
      <Progress
        percent={toMake === 0 ? 100 : Math.round((100 * made) / toMake)}
        aria-label={t("staff:import.title")}
      />
    </section>
  );
}

interface DoneProps {
  readonly list: StaffListReply;
  readonly onAgain: () => void;
}

function Done({ list, onAgain }: DoneProps) {
  const t = useText();
  const take = useMutation({ mutationFn: () => downloadPasswords(list.id) });
  const { accounts, duties } = list;
  const isWaiting = list.hasPasswords && !take.isSuccess;
  return (
    <section className="og-office-card og-staff-done">
      <StaffLeaveGuard isOn={isWaiting} />
      <Alert
        type="success"
        showIcon
        role="status"
        title={t("staff:import.done", { accounts: count(accounts), duties: count(duties) })}
      />
      {take.error !== null && (
        <Alert type="error" showIcon role="alert" title={errorSentence(take.error)} />
      )}
      {isWaiting && (
        <>
          <p className="og-muted">{t("staff:import.passwordsHint")}</p>
          <Button type="primary" loading={take.isPending} onClick={() => take.mutate()}>
            {t("staff:import.passwords")}
          </Button>
        </>
      )}
      {take.isSuccess && <p className="og-muted">{t("staff:import.taken")}</p>}
      {!isWaiting && <Button onClick={onAgain}>{t("staff:import.again")}</Button>}
    </section>
  );
}
