import type { DutyChoicesReply, DutyPreviewReply } from "@onegrid/core/dispatch/duty-list-contract";
import { useMutation } from "@tanstack/react-query";
import { Alert, Button, Table, Upload } from "antd";
import { useMemo, useState } from "react";
import { count, useLanguage, useText } from "../../i18n/index.ts";
import { sentenceOf } from "../../ingest/problem-words.ts";
import { useRules } from "../../rule-book.ts";
import { keepDutyChanges, newChangeKey, type DutyChange } from "./duty-draft.ts";
import { readDutyFile } from "./duty-list-api.ts";
import { classNames, classWords, dayWords, faultWords, placeWords } from "./duty-words.ts";

type Row = DutyPreviewReply["rows"][number];

/** A list out of a table, or places out of a map: read row by row, then kept with the other changes. */
export function FileTab({ choices }: { readonly choices: DutyChoicesReply }) {
  const t = useText();
  const read = useMutation({ mutationFn: readDutyFile });
  return (
    <section className="og-rule-stage og-duty-file" aria-labelledby="og-duty-file">
      <h2 id="og-duty-file">{t("duties:file.title")}</h2>
      <p className="og-muted">{t("duties:file.table")}</p>
      <p className="og-muted">{t("duties:file.map")}</p>
      {read.data === undefined ? (
        <Upload.Dragger
          showUploadList={false}
          disabled={read.isPending}
          beforeUpload={(file) => {
            read.mutate(file);
            return false;
          }}
        >
          <p>
            <strong>{t(read.isPending ? "duties:file.reading" : "duties:file.choose")}</strong>
          </p>
          <p className="og-muted">{t("duties:file.hint")}</p>
        </Upload.Dragger>
      ) : (
        <FilePlan key={read.submittedAt} plan={read.data} choices={choices} onAgain={read.reset} />
      )}
      {read.error !== null && (
        <Alert type="error" showIcon role="alert" title={sentenceOf(read.error)} />
      )}
    </section>
  );
}

interface FilePlanProps {
  readonly plan: DutyPreviewReply;
  readonly choices: DutyChoicesReply;
  readonly onAgain: () => void;
}

function FilePlan({ plan: { fileName, rows }, choices, onAgain }: FilePlanProps) {
  const t = useText();
  const [isTaken, setTaken] = useState(false);
  const changes = changesOf(rows);
  const refused = rows.filter(({ outcome }) => outcome === "refused").length;
  const verdict =
    refused > 0
      ? t("duties:file.refused", { count: count(refused) })
      : isTaken
        ? t("duties:file.taken")
        : changes.length === 0
          ? t("duties:file.none")
          : t("duties:file.ready", { count: count(changes.length) });
  return (
    <>
      <strong translate="no">{fileName}</strong>
      <Alert
        type={refused > 0 ? "error" : isTaken ? "success" : "info"}
        showIcon
        role={refused > 0 ? "alert" : "status"}
        title={verdict}
      />
      <div className="og-people-tools">
        {refused === 0 && changes.length > 0 && !isTaken && (
          <Button
            type="primary"
            onClick={() => {
              keepDutyChanges(changes);
              setTaken(true);
            }}
          >
            {t("duties:file.take", { count: count(changes.length) })}
          </Button>
        )}
        <Button onClick={onAgain}>{t("duties:file.again")}</Button>
      </div>
      <Rows rows={rows} choices={choices} />
    </>
  );
}

const changesOf = (rows: readonly Row[]): DutyChange[] =>
  rows
    .filter(({ outcome }) => outcome === "new")
    .flatMap(({ place, entry }): DutyChange[] => [
      ...(place === null ? [] : [{ kind: "place" as const, key: newChangeKey(), place }]),
      ...(entry === null ? [] : [{ kind: "add" as const, key: newChangeKey(), entry }]),
    ]);

/** What is wrong comes first. */
const BY_OUTCOME = ["refused", "new", "known"];

interface RowsProps {
  readonly rows: readonly Row[];
  readonly choices: DutyChoicesReply;
}

function Rows({ rows, choices }: RowsProps) {
  const t = useText();
  const language = useLanguage();
  const book = useRules();
  const names = useMemo(() => classNames(book, language), [book, language]);
  const units = new Map(choices.units.map(({ id, name }) => [id, name]));
  const targets = new Map(choices.targets.map(({ id, name }) => [id, name]));
  return (
    <Table<Row>
      size="small"
      rowKey="line"
      dataSource={rows.toSorted(
        (a, b) => BY_OUTCOME.indexOf(a.outcome) - BY_OUTCOME.indexOf(b.outcome) || a.line - b.line,
      )}
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      scroll={{ x: 760 }}
      columns={[
        { title: t("duties:file.line"), dataIndex: "line" },
        {
          title: t("duties:file.outcome"),
          render: (_, { outcome }) => (
            <span className={outcome === "refused" ? "og-rule-wrong" : ""}>
              {t(`duties:file.outcomes.${outcome}`)}
            </span>
          ),
        },
        {
          title: t("duties:place"),
          render: (_, { place, entry }) => {
            if (place !== null) return `${t(`duties:kind.${place.kind}`)} ${place.name}`;
            return (
              entry && placeWords({ ...entry, areaName: targets.get(entry.areaId) ?? null }, t)
            );
          },
        },
        {
          title: t("duties:unit"),
          render: (_, { entry }) => entry && (units.get(entry.unitId) ?? entry.unitId),
        },
        {
          title: t("duties:classes"),
          render: (_, { entry }) => (entry === null ? "" : classWords(entry.categories, names, t)),
        },
        {
          title: t("duties:daysHeld"),
          render: (_, { entry, place }) => {
            const days = entry ?? place;
            return days === null ? "" : dayWords(days, t);
          },
        },
        {
          title: t("duties:file.why"),
          render: (_, { faults }) => (
            <ul className="og-rule-cells">
              {faults.map((each) => (
                <li key={`${each.field} ${each.fault} ${each.value}`} className="og-rule-wrong">
                  {t(`duties:field.${each.field}`)}
                  {t("duties:colon")}
                  {faultWords(each, t)}
                </li>
              ))}
            </ul>
          ),
        },
      ]}
    />
  );
}
