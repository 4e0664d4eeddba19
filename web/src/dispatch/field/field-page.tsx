import type { Me } from "@onegrid/core/access/contract";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useEffect } from "react";
import { EmergencyLine } from "../../access/index.ts";
import { useText, type TextKey } from "../../i18n/index.ts";
import { usePageTitle } from "../../ui/page-title.ts";
import { CaseList } from "./case-list.tsx";
import { CasePage } from "./case-page.tsx";
import { FieldHeader } from "./field-header.tsx";
import type { FieldView } from "./field-search.ts";
import { LineNotice } from "./line-notice.tsx";
import { OutboxList } from "./outbox-list.tsx";
import { useUnsent } from "./use-unsent.ts";
import { ReportForm } from "./report-form.tsx";
import { SharePosition } from "./share-position.tsx";
import { TaskList } from "./task-list.tsx";
import { useWork } from "./work-store.ts";

const here = getRouteApi("/field");

const PAGES: Readonly<Record<FieldView, (props: { readonly me: Me }) => React.ReactNode>> = {
  tasks: TaskList,
  report: ReportForm,
  grid: CaseList,
  outbox: OutboxList,
};

/** The phone page of field staff (外勤): one thing at a time, buttons under the thumb. */
export function FieldPage({ me }: { readonly me: Me }) {
  const t = useText();
  const { view = "tasks", case: caseId } = here.useSearch();
  usePageTitle(t("field:title"));
  useEffect(() => {
    // Newer browsers answer with a promise, which is no clean-up.
    globalThis.scrollTo(0, 0);
  }, [view, caseId]);
  const Page = PAGES[view];
  return (
    <div className="og-field">
      <FieldHeader me={me} isInside={caseId !== undefined} />
      <EmergencyLine />
      <LineNotice />
      <main className="og-field-main">
        {caseId === undefined ? <Page me={me} /> : <CasePage key={caseId} id={caseId} />}
      </main>
      <SharePosition />
      {caseId === undefined && <Tabs />}
    </div>
  );
}

/** Two views of one address: the link marks itself as the present one by all of it. */
const ONLY_THIS = { exact: true, includeSearch: true };

const TABS: readonly { readonly view: FieldView; readonly text: TextKey; readonly sign: string }[] =
  [
    { view: "tasks", text: "field:nav.tasks", sign: "M3 8.500 6.500 12 13 4.500" },
    {
      view: "grid",
      text: "field:nav.grid",
      sign: "M2.500 3h4.500v4.500H2.500zM9 3h4.500v4.500H9zM2.500 9.500h4.500V14H2.500zM9 9.500h4.500V14H9z",
    },
    {
      view: "outbox",
      text: "field:nav.outbox",
      sign: "M2.500 9.500v4h11v-4M8 10.500V2.500M5 5.500l3-3 3 3",
    },
    { view: "report", text: "field:nav.report", sign: "M8 2.500v11M2.500 8h11" },
  ];

function Tabs() {
  const t = useText();
  const { waiting, stuck } = useUnsent();
  const mine = useWork(({ total }) => total);
  const counts: Partial<Record<FieldView, number>> = { tasks: mine, outbox: waiting + stuck };
  return (
    <nav className="og-field-tabs" aria-label={t("field:nav.label")}>
      {TABS.map(({ view: to, text, sign }) => (
        <Link
          key={to}
          to="/field"
          search={to === "tasks" ? {} : { view: to }}
          className={`og-field-tab og-field-tab-${to}`}
          activeOptions={ONLY_THIS}
        >
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d={sign} />
          </svg>
          {t(text)}
          {(counts[to] ?? 0) > 0 && (
            <b className={to === "outbox" && stuck > 0 ? "og-field-alarm" : ""}>{counts[to]}</b>
          )}
        </Link>
      ))}
    </nav>
  );
}
