import { inLanguage } from "@onegrid/core/dispatch";
import type { DutyChangesBody, DutyMovesReply } from "@onegrid/core/dispatch/duty-list-contract";
import { Alert, Spin, Table } from "antd";
import { isProblem } from "../../api.ts";
import { count, useLanguage, useText } from "../../i18n/index.ts";
import { errorSentence } from "../../problem-text.ts";
import { findCategory } from "../../rule-book.ts";
import { useDutyMoves } from "./duty-list-api.ts";

/** Before anything is saved: which open cases would be another unit's. */
export function MovedCases({ body }: { readonly body: DutyChangesBody }) {
  const t = useText();
  const { data, error, isFetching } = useDutyMoves(body);
  // What is wrong with a change stands beside it once it is sent.
  const isFault = isProblem(error, "dispatch.duty-list-refused");
  return (
    <div aria-busy={isFetching}>
      {isFetching && (
        <p className="og-muted" role="status">
          <Spin size="small" /> {t("duties:moves.looking")}
        </p>
      )}
      {!isFetching && error !== null && (
        <Alert
          type={isFault ? "info" : "error"}
          role={isFault ? "status" : "alert"}
          showIcon
          title={isFault ? t("duties:moves.faulty") : errorSentence(error)}
        />
      )}
      {!isFetching && data !== undefined && <Moves moves={data} />}
    </div>
  );
}

function Moves({ moves }: { readonly moves: DutyMovesReply }) {
  const t = useText();
  const language = useLanguage();
  const { openCases, movedCases, cases } = moves;
  const unit = (name: string | null) =>
    name === null ? t("duties:moves.territory") : <span translate="no">{name}</span>;
  if (movedCases === 0)
    return (
      <Alert
        type="info"
        role="status"
        showIcon
        title={t("duties:moves.none", { open: count(openCases) })}
      />
    );
  return (
    <>
      <p role="status">
        {t("duties:moves.some", { open: count(openCases), moved: count(movedCases) })}
      </p>
      <Table<DutyMovesReply["cases"][number]>
        size="small"
        rowKey="number"
        dataSource={[...cases]}
        scroll={{ x: 640 }}
        pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
        columns={[
          {
            title: t("duties:moves.case"),
            render: (_, { number, categoryId }) => {
              const name = findCategory(categoryId)?.name;
              return `${number} ${name ? inLanguage(name, language) : categoryId}`;
            },
          },
          { title: t("duties:moves.before"), render: (_, { before }) => unit(before) },
          { title: t("duties:moves.after"), render: (_, { after }) => unit(after) },
          { title: t("duties:moves.why"), render: (_, { by }) => t(`duties:moves.by.${by}`) },
        ]}
      />
      {cases.length < movedCases && (
        <p className="og-muted">{t("duties:moves.first", { count: cases.length })}</p>
      )}
    </>
  );
}
