import { BODY_KIND_LABELS, inLanguage } from "@onegrid/core/dispatch";
import type { KeptBody, SeatField } from "@onegrid/core/dispatch/departments-contract";
import { Button, Table } from "antd";
import { useMemo } from "react";
import { useLanguage, useText } from "../../i18n/index.ts";
import { useRules } from "../../rule-book.ts";
import { classNames, classWords } from "../duty-list/duty-words.ts";
import type { BodyTask } from "./departments-page.tsx";
import { PastStates } from "./past-states.tsx";

interface BodyTableProps {
  readonly bodies: readonly KeptBody[];
  /** `null`: the reader looks after no people. */
  readonly seats: readonly SeatField[] | null;
  readonly onAsk: (task: BodyTask) => void;
}

/** The bodies, each with what it serves, who acts for it, and what was before behind it. */
export function BodyTable({ bodies, seats, onAsk }: BodyTableProps) {
  const t = useText();
  const language = useLanguage();
  const book = useRules();
  const names = useMemo(() => classNames(book, language), [book, language]);
  return (
    <Table<KeptBody>
      size="small"
      rowKey="id"
      dataSource={[...bodies]}
      scroll={{ x: 860 }}
      locale={{ emptyText: t("duties:bodies.none") }}
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      expandable={{
        columnTitle: t("duties:bodies.pastShort"),
        columnWidth: 64,
        expandedRowRender: (body) => <PastStates body={body} classNames={names} />,
        expandIcon: ({ expanded, onExpand, record }) => (
          <Button
            size="small"
            type="text"
            aria-expanded={expanded}
            aria-label={t("duties:bodies.pastOf", { name: record.name })}
            onClick={(event) => onExpand(record, event)}
          >
            <span aria-hidden="true">{expanded ? "▾" : "▸"}</span>
          </Button>
        ),
      }}
      columns={[
        {
          title: t("duties:bodies.name"),
          render: (_, body) => <strong translate="no">{body.name}</strong>,
        },
        {
          title: t("duties:bodies.kind"),
          render: (_, { kind }) => inLanguage(BODY_KIND_LABELS[kind], language),
        },
        {
          title: t("duties:bodies.areas"),
          render: (_, { areas }) => (
            <span translate="no">{areas.map(({ name }) => name).join(t("duties:comma"))}</span>
          ),
        },
        {
          title: t("duties:classes"),
          render: (_, { categories }) =>
            classWords(categories.length === 0 ? null : categories, names, t),
        },
        {
          title: t("duties:bodies.state"),
          render: (_, body) => <State body={body} seats={seats} />,
        },
        {
          title: t("duties:acts"),
          render: (_, body) => <Acts body={body} hasSeats={seats !== null} onAsk={onAsk} />,
        },
      ]}
    />
  );
}

interface RowProps {
  readonly body: KeptBody;
}

/** Whether it is in use, and by whom it is heard. */
function State({ body, seats }: RowProps & Pick<BodyTableProps, "seats">) {
  const t = useText();
  if (body.validTo !== null)
    return <span>{t("duties:bodies.retiredOn", { day: body.validTo })}</span>;
  const count = (seats ?? []).filter(({ unitId }) => unitId === body.id).length;
  if (!body.isStaffed) return <span className="og-area-warn">{t("duties:bodies.unstaffed")}</span>;
  return (
    <span>{count === 0 ? t("duties:bodies.staffed") : t("duties:bodies.seats", { count })}</span>
  );
}

function Acts({
  body,
  hasSeats,
  onAsk,
}: RowProps & { readonly hasSeats: boolean } & Pick<BodyTableProps, "onAsk">) {
  const t = useText();
  const { name, isMine } = body;
  if (!isMine) return <span className="og-muted">{t("duties:bodies.notMine")}</span>;
  const isRetired = body.validTo !== null;
  const acts = [
    ...(isRetired ? [] : [["change", t("duties:change")] as const]),
    ...(isRetired || !hasSeats ? [] : [["seats", t("duties:bodies.seatsAct")] as const]),
    ["retire", t(isRetired ? "duties:bodies.restore" : "duties:bodies.retire")] as const,
  ];
  return (
    <span className="og-rule-acts">
      {acts.map(([kind, words]) => (
        <Button
          key={kind}
          size="small"
          type="link"
          aria-label={`${words} ${name}`}
          onClick={() => onAsk({ kind, body })}
        >
          {words}
        </Button>
      ))}
    </span>
  );
}
