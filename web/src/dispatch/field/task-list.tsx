import type { CaseDetail } from "@onegrid/core/dispatch/contract";
import { useEffect } from "react";
import { useText, type TextKey } from "../../i18n/index.ts";
import { CaseRow } from "./case-row.tsx";
import { firstTask, isForTaskAlone } from "./meeting-task.ts";
import { watchPosition } from "./own-position.ts";
import { refreshWork, useWork } from "./work-store.ts";

const GROUPS: readonly { readonly text: TextKey; readonly states: readonly string[] }[] = [
  { text: "field:tasks.accept", states: ["dispatched"] },
  { text: "field:tasks.work", states: ["in_progress"] },
  { text: "field:tasks.verify", states: ["verifying"] },
  { text: "field:tasks.check", states: ["resolved"] },
];

/** What waits for me: sent to me or my team, to verify, to check. */
export function TaskList() {
  const t = useText();
  const { details, mine, asOf, total, isLoading, error } = useWork();
  useEffect(watchPosition, []);
  const cases = mine.flatMap((id) => details.get(id) ?? []);
  if (asOf === null)
    return (
      <p className="og-field-empty">{t(error === null ? "field:loading" : "field:nothingRead")}</p>
    );
  const forTasks = cases.filter(isForTaskAlone);
  return (
    <>
      <Group title={t("field:tasks.meeting")} cases={forTasks} isForTasks />
      {GROUPS.map(({ text, states }) => (
        <Group
          key={text}
          title={t(text)}
          cases={cases.filter(
            (each) => states.includes(each.card.state) && !forTasks.includes(each),
          )}
        />
      ))}
      {cases.length === 0 && <p className="og-field-empty">{t("field:tasks.none")}</p>}
      {total > cases.length && (
        <p className="og-field-more">{t("field:tasks.more", { shown: cases.length, total })}</p>
      )}
      <button
        type="button"
        className="og-field-refresh"
        disabled={isLoading}
        onClick={() => void refreshWork()}
      >
        {t(isLoading ? "field:loading" : "field:refresh")}
      </button>
    </>
  );
}

function Group({
  title,
  cases,
  isForTasks = false,
}: {
  readonly title: string;
  readonly cases: readonly CaseDetail[];
  readonly isForTasks?: boolean;
}) {
  if (cases.length === 0) return null;
  return (
    <section className="og-field-group" aria-label={title}>
      <h2>
        {title} <small>{cases.length}</small>
      </h2>
      <ul>
        {cases.map((detail) => (
          <CaseRow
            key={detail.card.id}
            card={detail.card}
            task={isForTasks ? firstTask(detail) : undefined}
          />
        ))}
      </ul>
    </section>
  );
}
