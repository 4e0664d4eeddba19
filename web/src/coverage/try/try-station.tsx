import { isOpenAt, stationsUnder, type ScenarioStation } from "@onegrid/core/coverage";
import { useId } from "react";
import { useLanguage, useText } from "../../i18n/index.ts";
import { hoursWords } from "../../organisation/index.ts";
import { ask } from "../store.ts";
import { momentWords } from "../words.ts";
import { inForce } from "./change-list.ts";
import {
  clocks,
  DAY_SPANS,
  hoursOf,
  plainHours,
  USUAL_HOURS,
  type PlainHours,
} from "./plain-hours.ts";
import { pickStation, setHours } from "./try-actions.ts";
import { groundOf, useTry } from "./try-state.ts";

/** The station in hand: what it is, and its opening hours to be tried otherwise. */
export function TryStation() {
  const t = useText();
  const language = useLanguage();
  const picked = useTry((state) => state.picked);
  const list = useTry((state) => state.list);
  const ground = useTry(groundOf);
  if (picked === null || ground === null) return null;
  const isPicked = ({ id }: ScenarioStation): boolean => id === picked;
  const present: readonly ScenarioStation[] = ground.start.stations;
  const station = stationsUnder(inForce(list), present, (added) => added).find(isPicked);
  if (station === undefined) return null;
  const hours = station.hours ?? null;
  const truth = present.find(isPicked);
  const { moment } = ground.start.definition;
  return (
    <section className="og-try-station" aria-label={t("coverage:try.station.title")}>
      <div className="og-try-head">
        <strong translate="no">{station.name}</strong>
        <button type="button" className="og-link-button" onClick={() => pickStation(null)}>
          {t("coverage:try.station.close")}
        </button>
      </div>
      <p>
        {t("coverage:try.station.hours")}
        <b>{hours === null ? t("coverage:try.station.unknown") : hoursWords(hours, language)}</b>
      </p>
      {moment === undefined ? (
        <NoHour />
      ) : (
        <>
          <p className={isOpenAt(hours, moment) ? "og-try-open" : "og-try-shut"} role="status">
            {t(`coverage:try.station.${isOpenAt(hours, moment) ? "open" : "shut"}`, {
              moment: momentWords(moment, t),
            })}
          </p>
          <HoursFields id={station.id} hours={hours} truth={truth?.hours ?? null} />
        </>
      )}
    </section>
  );
}

/** After work, when most are closed. */
const EVENING = "Tue 20:00";

/** Without an hour no hours matter: says so, and asks for one. */
function NoHour() {
  const t = useText();
  return (
    <p className="og-gate-note">
      {t("coverage:try.station.noHour")}{" "}
      <button type="button" className="og-link-button" onClick={() => void ask({ at: EVENING })}>
        {t("coverage:try.station.lookAt", { moment: momentWords({ day: 1, minute: 1200 }, t) })}
      </button>
    </p>
  );
}

interface HoursFieldsProps {
  readonly id: string;
  readonly hours: string | null;
  readonly truth: string | null;
}

function HoursFields({ id, hours, truth }: HoursFieldsProps) {
  const t = useText();
  const shown = plainHours(hours) ?? USUAL_HOURS;
  const take = (change: Partial<PlainHours>): void =>
    setHours(id, hoursOf({ ...shown, ...change }));
  return (
    <fieldset className="og-try-hours">
      <legend>{t("coverage:try.station.change")}</legend>
      <Choice
        label={t("coverage:form.day")}
        value={shown.days}
        options={DAY_SPANS.map((days) => [days, t(`coverage:try.days.${days}`)])}
        onChoose={(value) => {
          const days = DAY_SPANS.find((each) => each === value);
          if (days !== undefined) take({ days });
        }}
      />
      <Choice
        label={t("coverage:try.station.from")}
        value={shown.from}
        options={clocks.slice(0, -1).map((clock) => [clock, clock])}
        onChoose={(from) => take({ from })}
      />
      <span aria-hidden="true">–</span>
      <Choice
        label={t("coverage:try.station.to")}
        value={shown.to}
        options={clocks.slice(1).map((clock) => [clock, clock])}
        onChoose={(to) => take({ to })}
      />
      {hours !== "24/7" && (
        <button type="button" className="og-plain-button" onClick={() => setHours(id, "24/7")}>
          {t("coverage:try.station.always")}
        </button>
      )}
      {truth !== hours && truth !== null && (
        <button type="button" className="og-plain-button" onClick={() => setHours(id, truth)}>
          {t("coverage:try.station.asToday")}
        </button>
      )}
    </fieldset>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, words: string])[];
  readonly onChoose: (value: string) => void;
}

function Choice({ label, value, options, onChoose }: ChoiceProps) {
  const id = useId();
  return (
    <select
      id={id}
      aria-label={label}
      value={value}
      onChange={({ target }) => onChoose(target.value)}
    >
      {options.map(([each, words]) => (
        <option key={each} value={each}>
          {words}
        </option>
      ))}
    </select>
  );
}
