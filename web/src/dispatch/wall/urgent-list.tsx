import { CASE_STATES } from "@onegrid/core/dispatch";
import { useLanguage, useText } from "../../i18n/index.ts";
import { useBoard } from "../board/board-store.ts";
import { toneAt } from "../board/case-view.ts";
import { categoryWord, durationWords, stateWord } from "../board/case-words.ts";
import { useCountPlaces } from "../board/count-places.ts";

interface UrgentListProps {
  /** Rows of the board's table. */
  readonly rows: readonly number[];
  readonly now: number;
}

/** The cases whose limits run out first. What a visitor may read: class, community and grid, never an address. */
export function UrgentList({ rows, now }: UrgentListProps) {
  const t = useText();
  return (
    <section className="og-wall-urgent" aria-labelledby="og-wall-urgent">
      <h2 id="og-wall-urgent">{t("wall:urgent")}</h2>
      {rows.length === 0 && <p className="og-muted">{t("wall:nothingUrgent")}</p>}
      <ol>
        {rows.map((row) => (
          <UrgentCase key={useBoard.getState().board.table.ids[row]} row={row} now={now} />
        ))}
      </ol>
    </section>
  );
}

function UrgentCase({ row, now }: { readonly row: number; readonly now: number }) {
  const t = useText();
  const language = useLanguage();
  const { table } = useBoard.getState().board;
  const state = CASE_STATES[table.state[row] ?? 0] ?? "draft";
  const dueAt = table.dueAt[row] ?? now;
  const tone = toneAt(table, row, now);
  const time = durationWords(t, calm((dueAt - now) / 1000));
  return (
    <li className={`og-wall-case og-wall-${tone}`}>
      <strong>
        {categoryWord(table.categories.words[table.category[row] ?? -1] ?? "", language)}
      </strong>
      <span className="og-wall-due og-number">
        {tone !== "fine" && <b aria-hidden="true">{tone === "late" ? "!" : "◔"}</b>}
        {t(dueAt <= now ? "dispatch:time.late" : "dispatch:time.left", { time })}
      </span>
      <span className="og-wall-where" translate="no">
        <Where row={row} />
      </span>
      <span className="og-wall-state">{stateWord(state, language)}</span>
    </li>
  );
}

const MINUTE = 60;
/** Seconds that run are not to be read from afar; below a minute they are all there is. */
const calm = (seconds: number): number =>
  Math.abs(seconds) < MINUTE ? seconds : Math.trunc(seconds / MINUTE) * MINUTE;

/** The grid, whose name says the community too, or else the community. */
function Where({ row }: { readonly row: number }) {
  const { board, grids } = useBoard.getState();
  const { table } = board;
  const communityId = table.communities.words[table.community[row] ?? -1] ?? "";
  const community = useCountPlaces(({ names }) => names.get(communityId));
  const grid = grids.get(table.grids.words[table.grid[row] ?? -1] ?? "")?.name;
  return <>{grid || community || "—"}</>;
}
