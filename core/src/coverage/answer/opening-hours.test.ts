import { array, assert, constantFrom, integer, property, tuple } from "fast-check";
import { expect, it } from "vitest";
import { CHINA_CALENDAR } from "../../dispatch/index.ts";
import { readHours } from "../../ingest/index.ts";
import { dayKindOf, momentOf, parseMoment, slotOf, WEEK_SLOTS, writeMoment } from "./moment.ts";
import { isOpenIn, parseOpeningHours } from "./opening-hours.ts";

const special = CHINA_CALENDAR.days;

function isOpen(hours: string, moment: string): boolean {
  const [slots, at] = [parseOpeningHours(hours), parseMoment(moment, special)];
  if (!slots.ok || !at.ok) throw new Error(`${hours} ${moment}`);
  return isOpenIn(slots.value, slotOf(at.value));
}

it.each([
  ["Mo-Fr 08:30-17:30", "Tue 08:30", true],
  ["Mo-Fr 08:30-17:30", "Tue 17:00", true],
  ["Mo-Fr 08:30-17:30", "Tue 17:30", false],
  ["Mo-Fr 08:30-17:30", "Sat 10:00", false],
  ["Mo-Fr 08:30-12:00,14:00-17:30", "周三 13:00", false],
  ["Mo-Su 08:00-20:00; We off", "Wed 10:00", false],
  ["08:00-20:00", "Sun 19:30", true],
  ["24/7", "Sun 03:00", true],
  ["24/7", "holiday 03:00", true],
  ["Mo-Sa 20:00-02:00", "Tue 01:30", true],
  ["Mo-Sa 20:00-26:00", "Tue 01:30", true],
  ["Mo-Sa 20:00-02:00", "Mon 01:30", false],
  ["Fr-Mo 10:00-12:00", "Sun 10:00", true],
  ["Fr-Mo 10:00-12:00", "Tue 10:00", false],
  ["Mo-Su 18:00-23:59", "Tue 23:30", true],
  // A half hour counts when all of it is open.
  ["Mo-Fr 08:45-17:15", "Tue 08:30", false],
  ["Mo-Fr 08:45-17:15", "Tue 09:00", true],
  // 国庆节 is a Thursday, and a day off like a Sunday unless a rule names it.
  ["Mo-Fr 08:30-17:30", "2026-10-01 10:00", false],
  ["Mo-Su 08:30-17:30", "2026-10-01 10:00", true],
  ["Mo-Su 08:30-17:30; PH off", "2026-10-01 10:00", false],
  ["Mo-Fr 08:30-17:30; PH 09:00-12:00", "2026-10-01 10:00", true],
  // 调休上班 on a Saturday has Monday's hours.
  ["Mo-Fr 08:30-17:30", "2026-10-10 10:00", true],
  ["Mo-Fr 08:30-17:30", "2026-10-17 10:00", false],
])("%s at %s: %s", (hours, moment, isIt) => {
  expect(isOpen(hours, moment)).toBe(isIt);
});

it.each(["", "Mo-Xx 08:00-10:00", "Mo 8-10", "Mo 25:00-26:00", "Mo 08:00-40:00", "sunrise-sunset"])(
  "hours that are not understood are refused with their text: %s",
  (text) => {
    expect(parseOpeningHours(text)).toEqual({
      ok: false,
      error: { code: "coverage.bad-hours", text },
    });
  },
);

it.each(["Tue", "Tue 24:00", "Foo 10:00", "2026-02-30 10:00", "Tue 10:60", "10:00", ""])(
  "a moment that is none is refused: %s",
  (text) => {
    expect(parseMoment(text, special).ok).toBe(false);
  },
);

const DAY_NAMES = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su", "PH"] as const;
const anyRule = tuple(
  array(integer({ min: 0, max: 7 }), { minLength: 1, maxLength: 3 }),
  array(tuple(integer({ min: 0, max: 47 }), integer({ min: 1, max: 52 })), { maxLength: 2 }),
);
const clock = (half: number) =>
  `${String(half >> 1).padStart(2, "0")}:${half % 2 === 0 ? "00" : "30"}`;

it("every half hour is what a reading minute by minute says", () => {
  assert(
    property(array(anyRule, { minLength: 1, maxLength: 4 }), (rules) => {
      const text = rules
        .map(([days, spans]) => {
          const hours = spans.map(([from, to]) => `${clock(from)}-${clock(to)}`).join(",");
          return `${days.map((day) => DAY_NAMES[day]).join(",")} ${hours === "" ? "off" : hours}`;
        })
        .join("; ");
      const slots = parseOpeningHours(text);
      if (!slots.ok) throw new Error(text);
      for (let slot = 0; slot < 8 * 48; slot++)
        expect(isOpenIn(slots.value, slot), `${text} ${slot}`).toBe(isOpenByHand(rules, slot));
    }),
    { numRuns: 60 },
  );
});

type Rules = readonly (readonly [number[], [number, number][]])[];

/** Asks each rule anew for the half hour, and for the one 24 hours later on the day before. */
function isOpenByHand(rules: Rules, slot: number): boolean {
  const [day, half] = [Math.floor(slot / 48), slot % 48];
  const spansOn = (wanted: number): [number, number][] => {
    const own = rules.findLast(([days]) => days.includes(wanted));
    if (own) return own[1];
    return wanted === 7 ? spansOn(6) : [];
  };
  const holds = ([from, to]: [number, number], at: number): boolean =>
    at >= from && at < (to <= from ? to + 48 : to);
  const before = day === 7 ? 7 : (day + 6) % 7;
  return (
    spansOn(day).some((span) => holds(span, half)) ||
    spansOn(before).some((span) => holds(span, half + 48))
  );
}

it("a moment written is read again", () => {
  assert(
    property(integer({ min: 0, max: 8 * 48 - 1 }), (slot) => {
      const moment = momentOf(slot);
      expect(parseMoment(writeMoment(moment), special)).toEqual({ ok: true, value: moment });
      for (const joint of ["T", "-"]) {
        const again = parseMoment(writeMoment(moment).replace(" ", joint), special);
        expect(again).toEqual({ ok: true, value: moment });
      }
      expect(slotOf(moment)).toBe(slot);
    }),
  );
  expect(WEEK_SLOTS).toBe(336);
  const day = parseMoment("2026-10-01 10:00", special);
  expect(day.ok && writeMoment(day.value)).toBe("2026-10-01 10:00");
});

it("whatever the import keeps as hours is understood here", () => {
  assert(
    property(
      constantFrom(
        "全天",
        "周一至周五 8:30-17:30",
        "每天 9点-21点30分",
        "工作日 9:00-12:00、14:00-17:00",
      ),
      (text) => {
        const kept = readHours(text);
        expect(kept).not.toBeNull();
        expect(parseOpeningHours(kept ?? "").ok).toBe(true);
      },
    ),
  );
});

it("a day of the calendar is the kind of day that the working calendar says", () => {
  expect(dayKindOf("2026-10-01", special)).toBe("holiday");
  expect(dayKindOf("2026-10-10", special)).toBe(0);
  expect(dayKindOf("2026-11-22", special)).toBe(6);
});
