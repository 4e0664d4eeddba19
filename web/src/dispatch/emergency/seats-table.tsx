import { HOLDER_COLUMNS, inLanguage, type HolderColumn } from "@onegrid/core/dispatch";
import type {
  HolderImportQuery,
  HolderImportReply,
} from "@onegrid/core/dispatch/holder-table-contract";
import type { PlanReply } from "@onegrid/core/dispatch/emergency-contract";
import { useMutation } from "@tanstack/react-query";
import { Alert, Button, Checkbox, Table, Upload } from "antd";
import { useState } from "react";
import { count, useLanguage, useText, type Translate } from "../../i18n/index.ts";
import { sentenceOf } from "../../ingest/problem-words.ts";
import { seatsAddress, sendSeats } from "./emergency-api.ts";

type Row = HolderImportReply["rows"][number];

interface SeatsTableProps {
  readonly plan: Pick<PlanReply, "areaId" | "version">;
  readonly onChanged: () => Promise<void>;
}

/** Everybody's seats as a spreadsheet: out, and back in with what was filled in there. */
export function SeatsTable({ plan, onChanged }: SeatsTableProps) {
  const t = useText();
  const language = useLanguage();
  const address = { areaId: plan.areaId, language };
  return (
    <details className="og-emergency-table">
      <summary>{t("emergency:table.title")}</summary>
      <p className="og-muted">{t("emergency:table.about")}</p>
      <div className="og-people-tools">
        <a href={seatsAddress({ ...address, format: "xlsx" })} download>
          {t("emergency:table.excel")}
        </a>
        <a href={seatsAddress({ ...address, format: "csv" })} download>
          {t("emergency:table.csv")}
        </a>
        <a href={seatsAddress({ ...address, format: "xlsx", isTemplate: true })} download>
          {t("emergency:table.template")}
        </a>
      </div>
      <SeatsFile plan={plan} onChanged={onChanged} />
    </details>
  );
}

interface Sent {
  readonly file: File;
  readonly query: HolderImportQuery;
}

function SeatsFile({ plan: { areaId, version }, onChanged }: SeatsTableProps) {
  const t = useText();
  const [emptiesBlank, setEmpties] = useState(false);
  const look = useMutation({ mutationFn: ({ file, query }: Sent) => sendSeats(file, query) });
  const take = useMutation({
    mutationFn: ({ file, query }: Sent) => sendSeats(file, { ...query, isTaken: true }),
    onSuccess: onChanged,
  });
  const fault = look.error ?? take.error;
  const again = (): void => {
    look.reset();
    take.reset();
  };
  const { variables: sent, data: looked } = look;
  return (
    <>
      {looked === undefined || sent === undefined ? (
        <>
          <Checkbox checked={emptiesBlank} onChange={({ target }) => setEmpties(target.checked)}>
            {t("emergency:table.empties")}
          </Checkbox>
          <Upload.Dragger
            accept=".xlsx,.csv"
            showUploadList={false}
            disabled={look.isPending}
            beforeUpload={(file) => {
              look.mutate({ file, query: { areaId, expectedVersion: version, emptiesBlank } });
              return false;
            }}
          >
            <p>
              <strong>
                {t(look.isPending ? "emergency:table.reading" : "emergency:table.choose")}
              </strong>
            </p>
            <p className="og-muted">{t("emergency:table.hint")}</p>
          </Upload.Dragger>
        </>
      ) : (
        <Found
          reply={take.data ?? looked}
          isBusy={take.isPending}
          // Into the version that was looked at, whichever the page had then.
          onTake={() =>
            take.mutate({ ...sent, query: { ...sent.query, expectedVersion: looked.version } })
          }
          onAgain={again}
        />
      )}
      {fault !== null && <Alert type="error" showIcon role="alert" title={sentenceOf(fault)} />}
    </>
  );
}

interface FoundProps {
  readonly reply: HolderImportReply;
  readonly isBusy: boolean;
  readonly onTake: () => void;
  readonly onAgain: () => void;
}

/** What the file would change, or has changed, line by line. */
function Found({ reply, isBusy, onTake, onAgain }: FoundProps) {
  const t = useText();
  const { counts, fileName, isTaken, rows } = reply;
  const changes = counts.new + counts.changed + counts.emptied;
  const mayTake = counts.refused === 0 && changes > 0 && !isTaken;
  const told = counts.refused + changes;
  return (
    <>
      <strong translate="no">{fileName}</strong>
      <Alert
        type={counts.refused > 0 ? "error" : isTaken ? "success" : "info"}
        showIcon
        role={counts.refused > 0 ? "alert" : "status"}
        title={verdictOf(reply, changes, t)}
      />
      <div className="og-people-tools">
        {mayTake && (
          <Button type="primary" loading={isBusy} onClick={onTake}>
            {t("emergency:table.take", { count: count(changes) })}
          </Button>
        )}
        <Button disabled={isBusy} onClick={onAgain}>
          {t("emergency:table.again")}
        </Button>
        {rows.length < told && (
          <span className="og-muted">
            {t("emergency:table.shown", { shown: count(rows.length), all: count(told) })}
          </span>
        )}
      </div>
      {rows.length > 0 && <Rows rows={rows} />}
    </>
  );
}

function verdictOf({ counts, isTaken }: HolderImportReply, changes: number, t: Translate): string {
  if (counts.refused > 0) return t("emergency:table.refused", { count: count(counts.refused) });
  if (changes === 0) return t("emergency:table.none", { count: count(counts.known) });
  const values = {
    added: count(counts.new),
    changed: count(counts.changed),
    emptied: count(counts.emptied),
  };
  return t(isTaken ? "emergency:table.taken" : "emergency:table.ready", values);
}

function Rows({ rows }: { readonly rows: readonly Row[] }) {
  const t = useText();
  return (
    <Table<Row>
      size="small"
      rowKey="line"
      dataSource={[...rows]}
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      scroll={{ x: 720 }}
      columns={[
        { title: t("emergency:table.line"), dataIndex: "line" },
        {
          title: t("emergency:table.outcome"),
          render: (_, { outcome }) => (
            <span className={outcome === "refused" ? "og-emergency-wrong" : ""}>
              {t(`emergency:table.outcomes.${outcome}`)}
            </span>
          ),
        },
        { title: t("emergency:seats.community"), dataIndex: "community" },
        {
          title: t("emergency:table.seat"),
          render: (_, { group, post, seat }) => (
            <span translate="no">{[group, post, seat].filter((part) => part).join(" · ")}</span>
          ),
        },
        { title: t("emergency:table.what"), render: (_, row) => <Change row={row} /> },
        { title: t("emergency:table.why"), render: (_, row) => <Faults row={row} /> },
      ]}
    />
  );
}

/** Who held the seat, and who is to hold it. */
function Change({ row: { outcome, before, after } }: { readonly row: Row }) {
  const t = useText();
  if (outcome === "refused") return null;
  const nobody = t("emergency:seats.nobody");
  return (
    <span translate="no">
      <del>{before ?? nobody}</del> → {after ?? nobody}
    </span>
  );
}

function Faults({ row: { faults } }: { readonly row: Row }) {
  const t = useText();
  const language = useLanguage();
  const wordOf = (column: HolderColumn): string => {
    const { heading } = HOLDER_COLUMNS.find(({ key }) => key === column) ?? HOLDER_COLUMNS[0];
    return inLanguage(heading, language);
  };
  return (
    <ul className="og-emergency-faults">
      {faults.map(({ column, fault, value }) => (
        <li key={`${column} ${fault}`} className="og-emergency-wrong">
          {t("emergency:table.fault", {
            column: wordOf(column),
            fault: t(`emergency:table.faults.${fault}`, { value }),
          })}
        </li>
      ))}
    </ul>
  );
}
