import {
  CLOCK_LABELS,
  inLanguage,
  REASON_CODES,
  ROLE_LABELS,
  VERB_LABELS,
  type ClockName,
  type EventVerb,
  type Role,
} from "@onegrid/core/dispatch";
import type { TimelineEntry } from "@onegrid/core/dispatch/contract";
import { useLanguage, useText, type Language, type Translate } from "../i18n/index.ts";
import { momentWords, STATE_COLORS } from "./case-words.ts";

interface TimelineProps {
  readonly caseId: string;
  readonly entries: readonly TimelineEntry[];
}

/** What happened to the case, the newest first. */
export function Timeline({ caseId, entries }: TimelineProps) {
  const t = useText();
  return (
    <section className="og-timeline" aria-label={t("dispatch:card.timeline")}>
      <h4>{t("dispatch:card.timeline")}</h4>
      <ol>
        {entries.toReversed().map((entry) => (
          <Entry key={entry.version} caseId={caseId} entry={entry} />
        ))}
      </ol>
    </section>
  );
}

function Entry({ caseId, entry }: { readonly caseId: string; readonly entry: TimelineEntry }) {
  const t = useText();
  const language = useLanguage();
  const { verb, at, to, note, reason } = entry;
  return (
    <li data-verb={verb}>
      <i style={{ background: STATE_COLORS[to] }} aria-hidden="true" />
      <div>
        <span className="og-timeline-what">
          <strong>{verbWords(entry, t, language)}</strong>
          <time className="og-number" dateTime={new Date(at).toISOString()}>
            {momentWords(at, language)}
          </time>
        </span>
        <small>{actorWords(entry, t, language)}</small>
        {reason !== null && <p>{reasonWords(reason, language)}</p>}
        {note !== null && <p>{note}</p>}
        <Photos caseId={caseId} photos={photosOf(entry)} />
      </div>
    </li>
  );
}

const isEventVerb = (verb: string): verb is EventVerb => Object.hasOwn(VERB_LABELS, verb);
const isClock = (clock: unknown): clock is ClockName =>
  typeof clock === "string" && Object.hasOwn(CLOCK_LABELS, clock);
const isRole = (role: string): role is Role => Object.hasOwn(ROLE_LABELS, role);

function verbWords({ verb, fields }: TimelineEntry, t: Translate, language: Language): string {
  const words = isEventVerb(verb) ? inLanguage(VERB_LABELS[verb], language) : verb;
  const { clock } = fields;
  if (!isClock(clock)) return words;
  return `${words} · ${t("dispatch:timeline.clock", { clock: inLanguage(CLOCK_LABELS[clock], language) })}`;
}

function actorWords({ actor }: TimelineEntry, t: Translate, language: Language): string {
  if (actor.role === "system") return t("dispatch:timeline.system");
  const role = isRole(actor.role) ? inLanguage(ROLE_LABELS[actor.role], language) : actor.role;
  return actor.name === null ? role : `${actor.name} · ${role}`;
}

/** A code of the list in words; anything else is what somebody wrote. */
function reasonWords(reason: string, language: Language): string {
  const known = REASON_CODES.find(({ code }) => code === reason);
  return known ? inLanguage(known, language) : reason;
}

function photosOf({ fields }: TimelineEntry): readonly string[] {
  const { photos } = fields;
  return Array.isArray(photos) ? photos.filter((hash) => typeof hash === "string") : [];
}

function Photos({
  caseId,
  photos,
}: {
  readonly caseId: string;
  readonly photos: readonly string[];
}) {
  const t = useText();
  if (photos.length === 0) return null;
  return (
    <div className="og-photos">
      {photos.map((hash, at) => {
        const url = `/api/cases/${encodeURIComponent(caseId)}/photos/${hash}`;
        return (
          <a key={hash} className="og-photo" href={url} target="_blank" rel="noreferrer">
            <img src={url} loading="lazy" alt={t("dispatch:timeline.photo", { at: at + 1 })} />
          </a>
        );
      })}
    </div>
  );
}
