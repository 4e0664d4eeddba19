import { overlapsOf } from "@onegrid/core/dispatch";
import type { ListedEntry } from "@onegrid/core/dispatch/duty-list-contract";
import { Button, Table } from "antd";
import { useMemo } from "react";
import { useLanguage, useText } from "../../i18n/index.ts";
import { useRules } from "../../rule-book.ts";
import { newChangeKey, useDutyDraft } from "./duty-draft.ts";
import { classNames, classWords, dayWords } from "./duty-words.ts";
import type { AskedEnd } from "./end-dialog.tsx";
import type { AskedEntry } from "./entry-dialog.tsx";

interface EntryTableProps {
  readonly entries: readonly ListedEntry[];
  /** Among which the first is looked for where several are for the same place. */
  readonly inForce: readonly ListedEntry[];
  readonly isKeeper: boolean;
  readonly onAsk: (asked: AskedEntry | AskedEnd) => void;
}

export function EntryTable({ entries, inForce, isKeeper, onAsk }: EntryTableProps) {
  const t = useText();
  const language = useLanguage();
  const book = useRules();
  const names = useMemo(() => classNames(book, language), [book, language]);
  return (
    <Table<ListedEntry>
      size="small"
      rowKey="id"
      dataSource={[...entries]}
      scroll={{ x: 900 }}
      locale={{ emptyText: t("duties:none") }}
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      columns={[
        {
          title: t("duties:unit"),
          render: (_, { id, unitName }) => (
            <>
              <strong translate="no">{unitName}</strong>
              <PendingTag id={id} />
            </>
          ),
        },
        {
          title: t("duties:classes"),
          render: (_, entry) => (
            <div className="og-duty-classes">
              <span>{classWords(entry.categories, names, t)}</span>
              {inForce.includes(entry) && (
                <Overlaps entry={entry} inForce={inForce} names={names} />
              )}
            </div>
          ),
        },
        {
          title: t("duties:place"),
          render: (_, { areaKind, areaName, areaId }) => (
            <span className="og-duty-place">
              <span className="og-key-state">{t(`duties:kind.${areaKind}`)}</span>
              <span translate="no">{areaName ?? areaId}</span>
            </span>
          ),
        },
        {
          title: t("duties:clause"),
          render: (_, { clause }) => clause ?? "—",
        },
        { title: t("duties:priority"), dataIndex: "priority" },
        {
          title: t("duties:daysHeld"),
          render: (_, entry) => <span className="og-duty-days">{dayWords(entry, t)}</span>,
        },
        ...(isKeeper
          ? [
              {
                title: t("duties:acts"),
                render: (_: unknown, entry: ListedEntry) => <Acts entry={entry} onAsk={onAsk} />,
              },
            ]
          : []),
      ]}
    />
  );
}

function PendingTag({ id }: { readonly id: string }) {
  const t = useText();
  const isPending = useDutyDraft(({ changes }) => changes.some((each) => endedId(each) === id));
  return isPending ? <span className="og-office-tag">{t("duties:pending")}</span> : null;
}

const endedId = (
  change: ReturnType<typeof useDutyDraft.getState>["changes"][number],
): string | null => ("ended" in change ? change.ended.id : null);

interface OverlapsProps {
  readonly entry: ListedEntry;
  readonly inForce: readonly ListedEntry[];
  readonly names: ReadonlyMap<string, string>;
}

/** For which of its classes another unit comes first in the same place, and by which rule. */
function Overlaps({ entry, inForce, names }: OverlapsProps) {
  const t = useText();
  const behind = overlapsOf(entry, inForce).filter(({ isFirst }) => isFirst !== true);
  return behind.map(({ other, categoryId, isFirst, by }) => (
    <small key={`${other.id} ${categoryId ?? ""}`} className="og-muted">
      {t(isFirst === null ? "duties:overlap.tie" : "duties:overlap.behind", {
        class: classWords(categoryId === null ? null : [categoryId], names, t),
        unit: other.unitName,
        why: t(`duties:rule.${by}`),
      })}
    </small>
  ));
}

interface ActsProps {
  readonly entry: ListedEntry;
  readonly onAsk: EntryTableProps["onAsk"];
}

function Acts({ entry, onAsk }: ActsProps) {
  const t = useText();
  const change = useDutyDraft(({ changes }) => changes.find((each) => endedId(each) === entry.id));
  const name = entry.unitName;
  // What was never in force, or is over by the day it was begun, cannot change any more.
  if (entry.validTo !== null && entry.validTo <= entry.validFrom) return null;
  const keyOf = (): string => change?.key ?? newChangeKey();
  const kept = change?.kind === "change" ? change.entry : null;
  const lastKept = change?.kind === "end" ? change.validTo : null;
  return (
    <span className="og-rule-acts">
      <Button
        size="small"
        type="link"
        aria-label={t("duties:changeOf", { name })}
        onClick={() => onAsk({ kind: "change", key: keyOf(), ended: entry, entry: kept })}
      >
        {t("duties:change")}
      </Button>
      <Button
        size="small"
        type="link"
        aria-label={t("duties:endOf", { name })}
        onClick={() => onAsk({ kind: "end", key: keyOf(), ended: entry, validTo: lastKept })}
      >
        {t("duties:end")}
      </Button>
    </span>
  );
}
