import {
  ALWAYS,
  CALENDAR_ID,
  hoursText,
  readHours,
  type CalendarRule,
  type RuleBook,
  type WorkSegment,
} from "@onegrid/core/dispatch";
import { Button, Checkbox, Input } from "antd";
import { useState } from "react";
import { useText } from "../../i18n/index.ts";
import { TextField } from "../text-field.tsx";
import { CalendarYear } from "./calendar-year.tsx";
import { keepChange, useRulesDraft } from "./rules-draft.ts";

interface TabProps {
  readonly book: RuleBook;
  readonly today: string;
}

/** The calendar as it would be with what is not saved yet. */
function useCalendar({ calendar }: RuleBook): CalendarRule {
  const { changes } = useRulesDraft();
  const pending = changes.find((each) => each.kind === "calendar");
  if (pending?.rule) return pending.rule;
  const { id: _id, version: _version, ...rule } = calendar;
  return rule;
}

const keep = (rule: CalendarRule): void =>
  keepChange({ kind: "calendar", id: CALENDAR_ID, validFrom: ALWAYS, rule });

/** Days off, moved working days and office hours of a year (工作日历). */
export function CalendarTab({ book, today }: TabProps) {
  const t = useText();
  const rule = useCalendar(book);
  const [year, setYear] = useState(Number(today.slice(0, 4)));
  const isKnown = rule.knownYears.includes(year);
  const known = (value: boolean): void =>
    keep({
      ...rule,
      knownYears: value
        ? [...rule.knownYears, year].toSorted((a, b) => a - b)
        : rule.knownYears.filter((each) => each !== year),
    });
  return (
    <>
      <div className="og-year-key">
        <Button onClick={() => setYear(year - 1)}>{t("rules:calendar.previousYear")}</Button>
        <strong aria-live="polite">{t("rules:calendar.year", { year })}</strong>
        <Button onClick={() => setYear(year + 1)}>{t("rules:calendar.nextYear")}</Button>
        <Checkbox checked={isKnown} onChange={(event) => known(event.target.checked)}>
          {t("rules:calendar.known", { year })}
        </Checkbox>
      </div>
      <p className="og-muted">{t("rules:calendar.about")}</p>
      <CalendarYear year={year} rule={rule} onChange={keep} />
      <Hours rule={rule} today={today} />
    </>
  );
}

const WEEKDAYS = ["0", "1", "2", "3", "4", "5", "6"] as const;

/** The week's hours since each day on which they changed. */
function Hours({ rule, today }: { readonly rule: CalendarRule; readonly today: string }) {
  const t = useText();
  const last = rule.weeks.at(-1);
  return (
    <section className="og-rule-stage">
      <h2>{t("rules:calendar.hours")}</h2>
      <p className="og-muted">{t("rules:calendar.hoursHint")}</p>
      {rule.weeks.map((week, at) => (
        <fieldset key={week.validFrom} className="og-rule-stage">
          <legend>{t("rules:calendar.weekFrom", { from: week.validFrom })}</legend>
          <div className="og-hours">
            {week.days.map((segments, weekday) => (
              <DayHours
                key={WEEKDAYS[weekday] ?? weekday}
                label={t(`rules:weekdays.${WEEKDAYS[weekday] ?? "0"}`)}
                text={hoursText(segments)}
                onChange={(read) => {
                  const days = week.days.with(weekday, read);
                  keep({ ...rule, weeks: rule.weeks.with(at, { ...week, days }) });
                }}
              />
            ))}
          </div>
        </fieldset>
      ))}
      {last !== undefined && last.validFrom < today && (
        <Button
          className="og-rule-add"
          onClick={() => keep({ ...rule, weeks: [...rule.weeks, { ...last, validFrom: today }] })}
        >
          {t("rules:calendar.addWeek")}
        </Button>
      )}
    </section>
  );
}

interface DayHoursProps {
  readonly label: string;
  readonly text: string;
  readonly onChange: (segments: readonly WorkSegment[]) => void;
}

/** The hours of one weekday as a text; it counts when it is left and understood. */
function DayHours({ label, text, onChange }: DayHoursProps) {
  const t = useText();
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? text;
  const read = readHours(shown);
  return (
    <TextField label={label} fault={read === null ? t("rules:calendar.badHours") : null}>
      {(id) => (
        <Input
          id={id}
          value={shown}
          {...(read === null && { status: "error" as const })}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={() => {
            if (typed === null || read === null) return;
            setTyped(null);
            if (hoursText(read) !== text) onChange(read);
          }}
        />
      )}
    </TextField>
  );
}
