import { dayOfIso, isoOfDay, weekdayOf } from "@onegrid/core/civil-day";
import type { CalendarRule } from "@onegrid/core/dispatch";
import { useText } from "../../i18n/index.ts";

type DayState = "usual" | "holiday" | "workday";
const NEXT: Readonly<Record<DayState, DayState>> = {
  usual: "holiday",
  holiday: "workday",
  workday: "usual",
};

interface CalendarYearProps {
  readonly year: number;
  readonly rule: CalendarRule;
  readonly onChange: (rule: CalendarRule) => void;
}

/** Twelve months; a day goes from the week's hours to a day off (放假) to a moved working day (调休). */
export function CalendarYear({ year, rule, onChange }: CalendarYearProps) {
  const turn = (iso: string): void => {
    const next = NEXT[rule.days[iso] ?? "usual"];
    const { [iso]: _was, ...others } = rule.days;
    onChange({ ...rule, days: next === "usual" ? others : { ...others, [iso]: next } });
  };
  return (
    <div className="og-year">
      {Array.from({ length: 12 }, (_, at) => (
        <Month key={at} year={year} month={at + 1} rule={rule} onTurn={turn} />
      ))}
    </div>
  );
}

interface MonthProps {
  readonly year: number;
  readonly month: number;
  readonly rule: CalendarRule;
  readonly onTurn: (iso: string) => void;
}

const firstOf = (year: number, month: number): number =>
  dayOfIso(`${year}-${String(month).padStart(2, "0")}-01`);

const WEEKDAYS = ["0", "1", "2", "3", "4", "5", "6"] as const;

function Month({ year, month, rule, onTurn }: MonthProps) {
  const t = useText();
  const first = firstOf(year, month);
  const next = month === 12 ? firstOf(year + 1, 1) : firstOf(year, month + 1);
  const days = Array.from({ length: next - first }, (_, at) => first + at);
  const name = `${year}-${String(month).padStart(2, "0")}`;
  return (
    <section>
      <h2>{name}</h2>
      <div className="og-year-days">
        {WEEKDAYS.map((at) => (
          <span key={at} aria-hidden className="og-year-weekday">
            {t(`rules:weekdayShort.${at}`)}
          </span>
        ))}
        {Array.from({ length: weekdayOf(first) }, (_, at) => (
          <span key={`before ${at}`} />
        ))}
        {days.map((day) => (
          <Day key={day} day={day} rule={rule} onTurn={onTurn} />
        ))}
      </div>
    </section>
  );
}

interface DayProps {
  readonly day: number;
  readonly rule: CalendarRule;
  readonly onTurn: (iso: string) => void;
}

function Day({ day, rule, onTurn }: DayProps) {
  const t = useText();
  const iso = isoOfDay(day);
  const state = rule.days[iso] ?? "usual";
  const week = rule.weeks.findLast(({ validFrom }) => validFrom <= iso) ?? rule.weeks[0];
  const rests = (week?.days[weekdayOf(day)] ?? []).length === 0;
  const look = state === "usual" ? (rests ? "rest" : "usual") : state;
  const sign = state === "usual" ? "" : t(`rules:calendar.sign.${state}`);
  const shown = `${Number(iso.slice(8))}${sign}`;
  const words = t(`rules:calendar.${state}`);
  return (
    <button
      type="button"
      className={`og-day-${look}`}
      aria-label={t("rules:calendar.dayName", { shown, day: iso, state: words })}
      title={words}
      onClick={() => onTurn(iso)}
    >
      {shown}
    </button>
  );
}
