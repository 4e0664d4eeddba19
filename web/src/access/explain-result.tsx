import type { ExplainedDuty, ExplainReply } from "@onegrid/core/access/explain-contract";
import { Alert } from "antd";
import { lastDayBefore } from "../i18n/days.ts";
import { useText, type Translate } from "../i18n/index.ts";
import { useRules } from "../rule-book.ts";
import {
  caseStateWords,
  classWords,
  isCaseVerb,
  refusalWords,
  verbWords,
} from "./explain-words.ts";
import { roleText } from "./role-text.ts";

const thingWords = ({ thing }: ExplainReply, t: Translate): string =>
  thing === null
    ? ""
    : t("explain:ofThing", { kind: t(`explain:kinds.${thing.kind}`), name: thing.name });

/** The verdict, every duty with its tests, and what would help. */
export function ExplainResult({ said }: { readonly said: ExplainReply }) {
  const t = useText();
  const words = {
    name: said.person.displayName,
    verb: verbWords(said.verb, t),
    thing: thingWords(said, t),
  };
  return (
    <>
      <Alert
        type={said.allowed ? "success" : "warning"}
        showIcon
        role="status"
        title={t(said.allowed ? "explain:yesSentence" : "explain:noSentence", words)}
        description={
          said.accountFault === null ? undefined : t(`explain:account.${said.accountFault}`)
        }
      />
      {said.thing?.kind !== "case" && isCaseVerb(said.verb) && (
        <p className="og-muted">{t("explain:onlyRole")}</p>
      )}
      {said.machine !== null && <Machine machine={said.machine} />}
      <section className="og-office-card">
        <h2>{t("explain:duties")}</h2>
        {said.duties.length === 0 && <p className="og-muted">{t("explain:noDuties")}</p>}
        <ul className="og-explain-duties">
          {said.duties.map((duty) => (
            <DutyTests key={duty.id} duty={duty} places={said.places} />
          ))}
        </ul>
      </section>
      {!said.allowed && <Help said={said} />}
    </>
  );
}

function Machine({ machine }: { readonly machine: NonNullable<ExplainReply["machine"]> }) {
  const t = useText();
  const states = machine.allowedStates.map(caseStateWords).join("、");
  const state = caseStateWords(machine.state);
  return (
    <section className="og-office-card">
      <h2>{t("explain:machine")}</h2>
      <ul className="og-explain-tests">
        <Test
          isMet={machine.isStateFit}
          words={t(machine.isStateFit ? "explain:stateFits" : "explain:stateUnfit", {
            state,
            states,
          })}
        />
        {machine.refusal !== null && <Test isMet={false} words={refusalWords(machine.refusal)} />}
      </ul>
    </section>
  );
}

/** One test: its sign, and for those who do not see it the word. */
function Test({ isMet, words }: { readonly isMet: boolean; readonly words: string }) {
  const t = useText();
  return (
    <li className={isMet ? "og-explain-met" : "og-explain-unmet"}>
      <span aria-hidden="true">{isMet ? "✓" : "✗"}</span> {words}
      <span className="og-hidden"> {t(isMet ? "explain:passes" : "explain:fails")}</span>
    </li>
  );
}

interface DutyTestsProps {
  readonly duty: ExplainedDuty;
  readonly places: number;
}

function DutyTests({ duty, places }: DutyTestsProps) {
  const t = useText();
  return (
    <li>
      <div className="og-explain-duty">
        <DutyName duty={duty} />
        <span className={duty.allows ? "og-explain-met" : "og-explain-unmet"}>
          <span aria-hidden="true">{duty.allows ? "✓" : "✗"}</span>{" "}
          {t(duty.allows ? "explain:allows" : "explain:denies")}
        </span>
      </div>
      <ul className="og-explain-tests">
        {duty.tests.map(({ test, passes }) => (
          <Test
            key={test}
            isMet={passes}
            words={t(`explain:${passes ? "test" : "fail"}.${test}`)}
          />
        ))}
        {duty.isInHand && <Test isMet words={t("explain:inHand")} />}
        {places > 1 && (
          <Test
            isMet={duty.placesHeld === places}
            words={t("explain:holds", { places, held: duty.placesHeld })}
          />
        )}
      </ul>
    </li>
  );
}

function DutyName({ duty }: { readonly duty: ExplainedDuty }) {
  const t = useText();
  const book = useRules();
  if (duty.role === null) return <strong>{t("explain:elsewhere")}</strong>;
  const role = roleText(duty.role);
  return (
    <span>
      <strong>{role === null ? duty.role : t(role)}</strong> ·{" "}
      <span translate="no">{duty.areaName}</span>
      <small className="og-muted">
        {" "}
        {daysOf(duty)}
        {duty.categories.length > 0 &&
          ` · ${duty.categories.map((id) => classWords(id, book)).join("、")}`}
      </small>
    </span>
  );
}

/** Days are told where there are any: a duty from the beginning, for good, has none to tell. */
const daysOf = ({ validFrom, validTo }: ExplainedDuty): string =>
  validTo === null && (validFrom ?? "") <= "1970-01-01"
    ? ""
    : `${validFrom} → ${validTo === null ? "…" : lastDayBefore(validTo)}`;

function Help({ said }: { readonly said: ExplainReply }) {
  const t = useText();
  return (
    <section className="og-office-card">
      <h2>{t("explain:help")}</h2>
      {said.help.length === 0 && <p className="og-muted">{t("explain:helpNone")}</p>}
      <ul className="og-explain-help">
        {said.help.map(({ role, areaId, areaName }) => (
          <li key={`${role}-${areaId}`}>
            {t("explain:helpDuty", { area: areaName, role: t(`shell:role.${role}`) })}
          </li>
        ))}
      </ul>
      <p className="og-muted">
        {said.administrators.length === 0
          ? t("explain:helpNobody")
          : t("explain:helpOwn", { names: said.administrators.join("、") })}
      </p>
    </section>
  );
}
