import type { RosterMember, RosterReply, RosterShift } from "@onegrid/core/dispatch/contract";
import type { KeyboardEvent } from "react";
import { isoDay } from "../i18n/days.ts";
import { useText, type Translate } from "../i18n/index.ts";
import { usualText } from "./usual-hours.ts";
import { shiftText } from "./shift-text.ts";

interface RosterGridProps {
  readonly days: RosterReply["days"];
  readonly members: readonly RosterMember[];
  readonly rosteredRoles: readonly string[];
  readonly wordsOfRole: (role: string) => string;
  readonly onCell: (member: RosterMember, day: string) => void;
}

const STEPS: Readonly<Record<string, readonly [row: number, column: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Arrow keys go from cell to cell, as in a spreadsheet. */
function moveFocus(event: KeyboardEvent<HTMLTableElement>): void {
  const step = STEPS[event.key];
  const { target } = event;
  if (!step || !(target instanceof HTMLElement)) return;
  const { row, column } = target.dataset;
  if (row === undefined || column === undefined) return;
  const [down, right] = [Number(row) + step[0], Number(column) + step[1]];
  const next = event.currentTarget.querySelector(`[data-row="${down}"][data-column="${right}"]`);
  if (next instanceof HTMLElement) next.focus();
  event.preventDefault();
}

/** People by days of a week; every cell is a button. */
export function RosterGrid(props: RosterGridProps) {
  const { days, members, rosteredRoles, wordsOfRole, onCell } = props;
  const t = useText();
  if (members.length === 0) return <p className="og-muted">{t("rights:roster.empty")}</p>;
  return (
    <div className="og-roster-frame">
      <p className="og-muted">{t("rights:roster.hint")}</p>
      <table className="og-roster" onKeyDown={moveFocus}>
        <thead>
          <tr>
            <th scope="col">{t("rights:roster.who")}</th>
            {days.map((each, at) => (
              <DayHead key={each.day} at={at} {...each} />
            ))}
          </tr>
        </thead>
        <tbody>
          {members.map((member, row) => (
            <tr key={member.dutyId}>
              <th scope="row">
                <MemberHead
                  member={member}
                  role={wordsOfRole(member.role)}
                  isRostered={rosteredRoles.includes(member.role)}
                />
              </th>
              {days.map(({ day }, column) => (
                <td key={day}>
                  <Cell {...{ member, day, row, column }} onOpen={() => onCell(member, day)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const WEEKDAYS = ["0", "1", "2", "3", "4", "5", "6"] as const;

interface DayHeadProps {
  readonly at: number;
  readonly day: string;
  readonly isHoliday: boolean;
}

function DayHead({ at, day, isHoliday }: DayHeadProps) {
  const t = useText();
  const isToday = day === isoDay(new Date());
  return (
    <th scope="col" aria-current={isToday ? "date" : undefined}>
      {t(`rights:roster.weekdays.${WEEKDAYS[at] ?? "0"}`)}
      <small className="og-muted">{day.slice(5)}</small>
      {isHoliday && <small className="og-roster-holiday">{t("rights:roster.holiday")}</small>}
    </th>
  );
}

interface MemberHeadProps {
  readonly member: RosterMember;
  readonly role: string;
  readonly isRostered: boolean;
}

function MemberHead({ member, role, isRostered }: MemberHeadProps) {
  const t = useText();
  return (
    <>
      <span translate="no">{member.name}</span>
      {member.isOnDuty && <span className="og-roster-on">{t("rights:roster.onDuty")}</span>}
      <small className="og-muted">{role}</small>
      {!isRostered && member.usualHours !== "" && (
        <small className="og-muted">
          {t("rights:roster.usual", { hours: usualText(member.usualHours, t) })}
        </small>
      )}
    </>
  );
}

const wordsOf = ({ startMinute, endMinute, isWeekly }: RosterShift, t: Translate): string => {
  if (startMinute === null || endMinute === null) return t("rights:roster.off");
  const hours = shiftText(startMinute, endMinute, t("rights:roster.nextDay"));
  return isWeekly ? `${hours} · ${t("rights:roster.weekly")}` : hours;
};

interface CellProps {
  readonly member: RosterMember;
  readonly day: string;
  readonly row: number;
  readonly column: number;
  readonly onOpen: () => void;
}

function Cell({ member, day, row, column, onOpen }: CellProps) {
  const t = useText();
  const words = member.shifts.filter((shift) => shift.day === day).map((one) => wordsOf(one, t));
  const shifts = words.length === 0 ? t("rights:roster.none") : words.join(", ");
  return (
    <button
      type="button"
      className="og-roster-cell"
      data-row={row}
      data-column={column}
      aria-label={t("rights:roster.cell", { name: member.name, day, shifts })}
      onClick={onOpen}
    >
      {words.map((each) => (
        <span key={each}>{each}</span>
      ))}
    </button>
  );
}
