import type { CaseCard } from "@onegrid/core/dispatch/contract";
import { useLanguage, useText } from "../../i18n/index.ts";
import { useMapState } from "../../map/index.ts";
import { IconButton } from "../../ui/index.ts";
import { CloseIcon } from "../../ui/icons.tsx";
import { categoryWord, levelWord, momentWords, progressWord } from "../board/case-words.ts";
import { useWhere } from "../board/count-places.ts";
import { chosenCaseId, closeCase, useDesk } from "../board/desk-store.ts";
import { CardDue } from "../board/due-label.tsx";
import { EmergencyTag } from "../board/emergency-tag.tsx";
import { StateDisc } from "../board/state-disc.tsx";
import { Timeline } from "../card/timeline.tsx";
import { leaveReplay, type Replay } from "./replay-store.ts";

/** The chosen case as it stood then, with its history until then. Nothing can be done about the past. */
export function PastCaseCard({ replay }: { readonly replay: Replay }) {
  const t = useText();
  const id = useMapState(chosenCaseId);
  const then = replay.shown.board.card(id ?? "");
  if (id === null) return null;
  if (then) return <Card card={then} now={replay.shown.now} />;
  return (
    <section className="og-case-card" aria-label={t("dispatch:queue.case")} data-covers-map>
      <p className="og-case-empty" role="status">
        {t("dispatch:replay.notOpen")}{" "}
        <button type="button" className="og-inline-button" onClick={leaveReplay}>
          {t("dispatch:replay.back")}
        </button>
      </p>
    </section>
  );
}

function Card({ card, now }: { readonly card: CaseCard; readonly now: number }) {
  const t = useText();
  const language = useLanguage();
  const where = useWhere(card.place);
  const detail = useDesk((state) => state.detail);
  const known = detail.kind === "open" && detail.id === card.id ? detail.data : null;
  const entries = known?.entries.filter(({ at }) => at <= now) ?? [];
  const description = known?.card.description ?? "";
  return (
    <section
      className="og-case-card"
      aria-label={t("dispatch:card.label", { number: card.number })}
      data-state={card.state}
      data-covers-map
    >
      <header>
        <StateDisc state={card.state} />
        <div>
          <h2>{categoryWord(card.categoryId, language)}</h2>
          <small className="og-number">
            <EmergencyTag card={card} />
            <b className="og-case-state">{progressWord(card, language)}</b> · {card.number}
          </small>
        </div>
        <IconButton label={t("dispatch:card.close")} shortcut="Esc" onClick={closeCase}>
          <CloseIcon />
        </IconButton>
      </header>
      <div className="og-case-body">
        <div className="og-case-facts">
          <p className="og-replay-then">
            {t("dispatch:replay.asOf", { time: momentWords(now, language) })}
          </p>
          {description !== "" && <p>{description}</p>}
          <p className="og-case-place">
            <strong translate="no">{where}</strong>
          </p>
          <p>
            <CardDue card={card} now={now} /> · {levelWord(card.level, language)}
            {card.assigneeName !== null && (
              <>
                {" · "}
                <strong translate="no">{card.assigneeName}</strong>
              </>
            )}
          </p>
        </div>
        <Timeline caseId={card.id} entries={entries} />
      </div>
    </section>
  );
}
