import { clockWords, DAYS, parseMoment, writeMoment, type Moment } from "@onegrid/core/coverage";
import { count, useText } from "../i18n/index.ts";
import { ask, useCoverage } from "./store.ts";
import { dayWords } from "./words.ts";

const HALF_HOURS = Array.from({ length: 48 }, (_, at) => at * 30);
/** After work: the hour that most stations are thought to be open at and are not. */
const FIRST_MINUTE = 20 * 60;

const momentOf = (at: string | null): Moment | null => {
  const moment = at === null ? null : parseMoment(at, {});
  return moment?.ok ? moment.value : null;
};

const change = (next: Moment | null): void =>
  void ask({ at: next === null ? null : writeMoment(next) });

/** The hour that the figures are about: any, or a half hour of the week or of a holiday. */
export function HourChoice({ at }: { readonly at: string | null }) {
  const t = useText();
  const hours = useCoverage((state) => state.result?.stationHours ?? null);
  const moment = momentOf(at);
  const day = moment === null ? "" : String(moment.day);
  return (
    <fieldset className="og-choices og-hour-choice">
      <legend>{t("coverage:form.hour")}</legend>
      <select
        aria-label={t("coverage:form.day")}
        value={day}
        onChange={({ target: { value } }) => {
          const chosen = DAYS.find((each) => String(each) === value);
          const minute = moment?.minute ?? FIRST_MINUTE;
          change(chosen === undefined ? null : { day: chosen, minute });
        }}
      >
        <option value="">{t("coverage:form.anyHour")}</option>
        {DAYS.map((each) => (
          <option key={each} value={String(each)}>
            {dayWords(each, t)}
          </option>
        ))}
      </select>
      {moment !== null && (
        <select
          aria-label={t("coverage:form.clock")}
          value={moment.minute - (moment.minute % 30)}
          onChange={({ target: { value } }) => change({ day: moment.day, minute: Number(value) })}
        >
          {HALF_HOURS.map((minute) => (
            <option key={minute} value={minute}>
              {clockWords(minute)}
            </option>
          ))}
        </select>
      )}
      {hours !== null && (
        <p className="og-choice-note">
          {t("coverage:form.hourNote", {
            open: count(hours.open),
            closed: count(hours.closed),
            unknown: count(hours.unknown),
          })}
        </p>
      )}
    </fieldset>
  );
}

/** Only stations that offer this: hot meals, charging; the list comes from the stations themselves. */
export function ServiceChoice({ service }: { readonly service: string | null }) {
  const t = useText();
  const offered = useCoverage((state) => state.result?.services);
  // The one that was asked for stays in the list though nobody of this part offers it.
  const isMissing = service !== null && offered?.every(({ name }) => name !== service) === true;
  return (
    <label className="og-definition-field og-service-choice">
      <span>{t("coverage:form.service")}</span>
      <select
        value={service ?? ""}
        onChange={({ target: { value } }) => void ask({ service: value === "" ? null : value })}
      >
        <option value="">{t("coverage:form.anyService")}</option>
        {isMissing && <option value={service}>{service}</option>}
        {offered?.map(({ name, stations }) => (
          <option key={name} value={name} translate="no">
            {t("coverage:form.serviceOption", { service: name, stations: count(stations) })}
          </option>
        ))}
      </select>
    </label>
  );
}
