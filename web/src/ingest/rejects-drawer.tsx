import { reasonText } from "@onegrid/core/ingest";
import type { ImportReply, RejectsReply } from "@onegrid/core/ingest/contract";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Table, type TableColumnsType } from "antd";
import { useMemo } from "react";
import { call } from "../api.ts";
import { count, useLanguage, useText, type Language, type Translate } from "../i18n/index.ts";
import { sentenceOf } from "./problem-words.ts";
import { CloseIcon } from "../ui/icons.tsx";
import { IconButton } from "../ui/index.ts";
import { readRejects } from "./routes.ts";
import { useIngest } from "./store.ts";

/** Along the map's foot: every faulty row of the last import. */
export function RejectsDrawer() {
  const stage = useIngest((state) => state.stage);
  const showsRejects = useIngest((state) => state.showsRejects);
  if (stage.kind !== "done" || !showsRejects) return null;
  return <RejectsTable reply={stage.reply} />;
}

type RejectRow = RejectsReply["rejects"][number];

const PAGE = 500;
const HEIGHT = 220;

function RejectsTable({ reply }: { readonly reply: ImportReply }) {
  const t = useText();
  const language = useLanguage();
  const { data, error, isFetching, hasNextPage, fetchNextPage } = useRejects(reply.id);
  const columns = useMemo(() => columnsOf(t, language), [t, language]);
  const rows = useMemo(() => data?.pages.flatMap(({ rejects }) => rejects) ?? [], [data]);
  const left = Math.min(PAGE, reply.rejected - rows.length);
  return (
    <section className="og-rejects" aria-labelledby="og-rejects-title">
      <header>
        <h3 id="og-rejects-title">
          {t("ingest:rejects.title")}{" "}
          <span className="og-muted og-number">{count(reply.rejected)}</span>
        </h3>
        {hasNextPage && (
          <Button size="small" loading={isFetching} onClick={() => void fetchNextPage()}>
            {t("ingest:rejects.more", { count: left })}
          </Button>
        )}
        <IconButton
          label={t("ingest:rejects.close")}
          onClick={() => useIngest.setState({ showsRejects: false })}
        >
          <CloseIcon />
        </IconButton>
      </header>
      {error !== null && <p className="og-ingest-problem">{sentenceOf(error)}</p>}
      <Table<RejectRow>
        virtual
        size="small"
        rowKey="number"
        pagination={false}
        loading={isFetching && rows.length === 0}
        columns={columns}
        dataSource={rows}
        scroll={{ y: HEIGHT, x: 760 }}
      />
    </section>
  );
}

const useRejects = (id: string) =>
  useInfiniteQuery({
    queryKey: ["ingest", "rejects", id],
    initialPageParam: -1,
    queryFn: ({ pageParam, signal }) =>
      call(readRejects, { params: { id }, query: { after: pageParam, limit: PAGE }, signal }),
    getNextPageParam: ({ next }: RejectsReply) => next,
  });

const columnsOf = (t: Translate, language: Language): TableColumnsType<RejectRow> => [
  {
    title: t("ingest:rejects.place"),
    width: 200,
    ellipsis: true,
    render: (_, { place }) => <span translate="no">{place}</span>,
  },
  {
    title: t("ingest:rejects.reason"),
    width: 320,
    render: (_, { refusal, severity }) => (
      <span data-severity={severity}>
        {reasonText(refusal, language)}
        {severity === "warned" && <small className="og-muted"> {t("ingest:rejects.warned")}</small>}
      </span>
    ),
  },
  {
    title: t("ingest:rejects.field"),
    width: 100,
    ellipsis: true,
    render: (_, { field }) => <span translate="no">{field}</span>,
  },
  {
    title: t("ingest:rejects.value"),
    width: 140,
    ellipsis: true,
    render: (_, { value }) => (value === "" ? null : <code translate="no">{value}</code>),
  },
];
