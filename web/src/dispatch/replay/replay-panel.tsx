import { Button } from "antd";
import { roleText } from "../../access/index.ts";
import { useLanguage, useText } from "../../i18n/index.ts";
import { PanelHeading } from "../../ui/index.ts";
import { useCountPlaces } from "../board/count-places.ts";
import { momentWords } from "../board/case-words.ts";
import { Queue } from "../queue/queue.tsx";
import { QueueFilter } from "../queue/queue-filter.tsx";
import { leaveReplay, type Replay } from "./replay-store.ts";

/** The left side while the past is shown: the queue of then, and who was on duty. */
export function ReplayPanel({ replay }: { readonly replay: Replay }) {
  const t = useText();
  const language = useLanguage();
  return (
    <>
      <PanelHeading
        title={t("dispatch:replay.title")}
        about={momentWords(replay.shown.now, language)}
        actions={<Button onClick={leaveReplay}>{t("dispatch:replay.back")}</Button>}
      />
      <QueueFilter />
      {replay.pending > 0 && (
        <p className="og-case-empty" role="status">
          {t("dispatch:replay.pending", { count: replay.pending })}
        </p>
      )}
      {replay.onDuty && <OnDuty duties={replay.onDuty} />}
      <Queue />
    </>
  );
}

function OnDuty({ duties }: { readonly duties: NonNullable<Replay["onDuty"]> }) {
  const t = useText();
  const names = useCountPlaces((places) => places.names);
  const role = (id: string): string => {
    const key = roleText(id);
    return key === null ? id : t(key);
  };
  return (
    <details className="og-duty-list">
      <summary>{t("dispatch:replay.onDuty", { count: duties.length })}</summary>
      <ul>
        {duties.map(({ dutyId, name, role: held, areaId }) => (
          <li key={dutyId}>
            <span translate="no">{name}</span>
            <span className="og-muted">
              {role(held)} · <span translate="no">{names.get(areaId) ?? "—"}</span>
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
