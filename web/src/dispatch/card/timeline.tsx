import {
  CLOCK_LABELS,
  COOPERATION_CLOCK_LABELS,
  deviceTime,
  inLanguage,
  REASON_CODES,
  VERB_LABELS,
  type ClockName,
  type CooperationClock,
  type EventVerb,
} from "@onegrid/core/dispatch";
import type { TimelineEntry } from "@onegrid/core/dispatch/contract";
import { useLanguage, useText, type Language, type Translate } from "../../i18n/index.ts";
import { momentWords, roleWord, STATE_COLORS } from "../board/case-words.ts";
import { agreedOf, outcomeOf, overrideOf, photosOf } from "../board/entry-facts.ts";
import { Photos } from "./photos.tsx";

interface TimelineProps {
  readonly caseId: string;
  readonly entries: readonly TimelineEntry[];
}

/** What happened to the case, the newest first. */
export function Timeline({ caseId, entries }: TimelineProps) {
  const t = useText();
  return (
    <section className="og-timeline" aria-label={t("dispatch:card.timeline")}>
      <h3>{t("dispatch:card.timeline")}</h3>
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
        <DeviceMoment entry={entry} />
        {reason !== null && <p>{reasonWords(reason, language)}</p>}
        <Outcome words={outcomeOf(entry)} />
        <Override words={overrideOf(entry)} />
        {agreedOf(entry) !== "" && <p>{agreedOf(entry)}</p>}
        {note !== null && <p>{note}</p>}
        <Photos caseId={caseId} photos={photosOf(entry)} />
      </div>
    </li>
  );
}

/** From here on a step was not sent when it was taken. */
const LATE_MS = 2 * 60_000;

/** When a step was taken that came later, or from a phone whose clock is wrong: not the time that counts. */
function DeviceMoment({ entry }: { readonly entry: TimelineEntry }) {
  const t = useText();
  const language = useLanguage();
  const told = deviceTime(entry);
  if (told === null || (told.delayMs < LATE_MS && told.offMs === 0 && !told.isFuture)) return null;
  const taken = t("dispatch:device.taken", { time: momentWords(told.at, language) });
  return (
    <small>
      {told.isFuture ? t("dispatch:device.future") : taken}
      {!told.isFuture && told.offMs !== 0 && ` · ${t("dispatch:device.off")}`}
    </small>
  );
}

/** The result of the work, under its own name: a note beside it is another thing. */
export function Outcome({ words }: { readonly words: string }) {
  const t = useText();
  if (words === "") return null;
  return (
    <p>
      <span className="og-muted">{t("dispatch:form.outcome")} </span>
      {words}
    </p>
  );
}

/** Why the case went to somebody else than was advised. */
function Override({ words }: { readonly words: string }) {
  const t = useText();
  if (words === "") return null;
  return (
    <p>
      <span className="og-muted">{t("dispatch:advice.override")} </span>
      {words}
    </p>
  );
}

const isEventVerb = (verb: string): verb is EventVerb => Object.hasOwn(VERB_LABELS, verb);
const isClock = (clock: unknown): clock is ClockName =>
  typeof clock === "string" && Object.hasOwn(CLOCK_LABELS, clock);
const isHelpClock = (clock: unknown): clock is CooperationClock =>
  typeof clock === "string" && Object.hasOwn(COOPERATION_CLOCK_LABELS, clock);

function verbWords(entry: TimelineEntry, t: Translate, language: Language): string {
  const { verb, fields, sentTo } = entry;
  const words = isEventVerb(verb) ? inLanguage(VERB_LABELS[verb], language) : verb;
  if (sentTo !== null) {
    const name = sentTo.isTeam ? t("dispatch:card.team", { name: sentTo.name }) : sentTo.name;
    const sent = t("dispatch:timeline.sentTo", { verb: words, name });
    return isHelpClock(fields["clock"])
      ? `${sent} · ${t("dispatch:timeline.clock", { clock: inLanguage(COOPERATION_CLOCK_LABELS[fields["clock"]], language) })}`
      : sent;
  }
  const { clock } = fields;
  if (!isClock(clock)) return words;
  return `${words} · ${t("dispatch:timeline.clock", { clock: inLanguage(CLOCK_LABELS[clock], language) })}`;
}

function actorWords({ actor }: TimelineEntry, t: Translate, language: Language): string {
  if (actor.role === "system") return t("dispatch:timeline.system");
  const role = roleWord(actor.role, language);
  const who = actor.name === null ? role : `${actor.name} · ${role}`;
  const { onBehalfOfName: name } = actor;
  return name === null ? who : `${who} · ${t("shell:account.onBehalf", { name })}`;
}

/** A code of the list in words; anything else is what somebody wrote. */
function reasonWords(reason: string, language: Language): string {
  const known = REASON_CODES.find(({ code }) => code === reason);
  return known ? inLanguage(known, language) : reason;
}
