import { CASE_LEVELS } from "@onegrid/core/dispatch";
import { Input, Select } from "antd";
import { useMemo } from "react";
import { useMe } from "../../access/index.ts";
import { useLanguage, useText } from "../../i18n/index.ts";
import { changeFilter, useBoard } from "../board/board-store.ts";
import {
  QUEUE_NAMES,
  type NamedCases,
  type QueueChoice,
  type QueueName,
} from "../board/case-filter.ts";
import type { CaseTable } from "../board/case-table.ts";
import { countQueues } from "../board/case-view.ts";
import { levelWord } from "../board/case-words.ts";
import { useEnded } from "./ended-store.ts";
import { useBoardShown } from "../replay/board-shown.ts";
import { useReplay } from "../replay/replay-store.ts";
import { rowsInView } from "../board/rows-in-view.ts";

/** Which cases are shown, in queue and map alike. */
export function QueueFilter() {
  const state = useBoardShown();
  const { board, filter, now } = state;
  const { table } = board;
  const { revision } = table;
  const counts = useMemo(
    () => countQueues(table, filter, now),
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the table is changed in place
    [table, revision, filter, now],
  );
  return (
    <div className="og-case-filter">
      <QueueChips counts={counts.queues} all={counts.all} chosen={filter.queue} />
      <Narrowing late={counts.late} />
      {filter.named !== null && <NamedLine named={filter.named} table={table} />}
      <ShownLine shown={rowsInView(state).length} all={counts.all} />
    </div>
  );
}

interface QueueChipsProps {
  readonly counts: Readonly<Record<QueueName, number>>;
  readonly all: number;
  readonly chosen: QueueChoice;
}

function QueueChips({ counts, all, chosen }: QueueChipsProps) {
  const t = useText();
  // What had ended then was on nobody's board.
  const isPast = useReplay(({ replay }) => replay !== null);
  const chip = (name: QueueChoice, words: string, count: number | null) => (
    <button
      key={name ?? "all"}
      type="button"
      className="og-chip"
      aria-pressed={chosen === name}
      onClick={() => changeFilter({ queue: name })}
    >
      {words} {count !== null && <b className="og-number">{count}</b>}
    </button>
  );
  return (
    <div className="og-chips" role="group" aria-label={t("dispatch:queue.state")}>
      {chip(null, t("dispatch:queue.all"), all)}
      {QUEUE_NAMES.map((name) => chip(name, t(`dispatch:queue.${name}`), counts[name]))}
      {!isPast && chip("ended", t("dispatch:queue.ended"), null)}
    </div>
  );
}

function Narrowing({ late }: { readonly late: number }) {
  const t = useText();
  const language = useLanguage();
  const filter = useBoard((state) => state.filter);
  const { data: me } = useMe();
  const levels = CASE_LEVELS.map((value) => ({ value, label: levelWord(value, language) }));
  return (
    <>
      <Input
        size="small"
        allowClear
        value={filter.words}
        aria-label={t("dispatch:queue.searchLabel")}
        placeholder={t("dispatch:queue.search")}
        onChange={(event) => changeFilter({ words: event.target.value })}
      />
      <div className="og-chips">
        <button
          type="button"
          className="og-chip og-chip-late"
          aria-pressed={filter.isLateOnly}
          disabled={filter.queue === "ended"}
          onClick={() => changeFilter({ isLateOnly: !filter.isLateOnly })}
        >
          ! {t("dispatch:queue.late")} <b className="og-number">{late}</b>
        </button>
        <button
          type="button"
          className="og-chip"
          aria-pressed={filter.memberId !== null}
          onClick={() =>
            changeFilter({ memberId: filter.memberId === null ? (me?.id ?? null) : null })
          }
        >
          {t("dispatch:queue.mine")}
        </button>
        <Select
          size="small"
          allowClear
          value={filter.level}
          options={levels}
          placeholder={t("dispatch:queue.anyLevel")}
          aria-label={t("dispatch:queue.level")}
          popupMatchSelectWidth={false}
          onChange={(level) => changeFilter({ level: level ?? null })}
        />
      </div>
    </>
  );
}

interface NamedLineProps {
  readonly named: NamedCases;
  readonly table: CaseTable;
}

/** The cases behind a hot spot (热点) alone, until that is taken back. */
function NamedLine({ named, table }: NamedLineProps) {
  const t = useText();
  const open = [...named.ids].filter((id) => table.isOpen(table.rowOf(id) ?? -1)).length;
  return (
    <div className="og-chips">
      <button
        type="button"
        className="og-chip"
        aria-pressed
        onClick={() => changeFilter({ named: null })}
      >
        {t("dispatch:hot.only", { name: named.title })} <span aria-hidden="true">×</span>
      </button>
      <span className="og-muted og-number" role="status">
        {t("dispatch:hot.stand", { count: named.ids.size, open })}
      </span>
    </div>
  );
}

function ShownLine({ shown, all }: { readonly shown: number; readonly all: number }) {
  const t = useText();
  const { order, queue } = useBoard((state) => state.filter);
  if (queue === "ended") return <EndedLine shown={shown} />;
  const orders = (["newest", "due"] as const).map((value) => ({
    value,
    label: t(`dispatch:queue.${value}`),
  }));
  return (
    <div className="og-case-shown">
      <span className="og-muted og-number">{t("dispatch:queue.shown", { shown, all })}</span>
      <Select
        size="small"
        variant="borderless"
        value={order}
        options={orders}
        aria-label={t("dispatch:queue.order")}
        popupMatchSelectWidth={false}
        onChange={(next) => changeFilter({ order: next })}
      />
    </div>
  );
}

/** How many ended cases are shown, and whether there are older ones. */
function EndedLine({ shown }: { readonly shown: number }) {
  const t = useText();
  const { load, hasMore } = useEnded();
  const words = hasMore ? "dispatch:queue.endedNewest" : "dispatch:queue.endedAll";
  return (
    <div className="og-case-shown og-case-shown-ended" role="status">
      <span className="og-muted og-number">
        {load === "loading" ? t("dispatch:queue.loading") : t(words, { shown })}
      </span>
    </div>
  );
}
