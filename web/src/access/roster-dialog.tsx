import type { NewRosterLine, RosterMember } from "@onegrid/core/dispatch/contract";
import { useMutation } from "@tanstack/react-query";
import { Alert, Button, Checkbox, Input, Modal } from "antd";
import { useState } from "react";
import { call } from "../api.ts";
import { startOfDay } from "../i18n/days.ts";
import { useText } from "../i18n/index.ts";
import { errorSentence } from "../problem-text.ts";
import { deleteRosterLine, postRosterLine } from "./rights-api.ts";
import { hoursOf, shiftText } from "./shift-text.ts";
import { TextField } from "./text-field.tsx";

/** Whose day is looked at. */
export interface RosterCell {
  readonly dutyId: string;
  readonly day: string;
}

interface RosterDialogProps {
  readonly cell: RosterCell;
  readonly member: RosterMember | undefined;
  readonly onChanged: () => Promise<void>;
  readonly onLeave: () => void;
}

const EMPTY = { start: "08:30", end: "17:30", isWeekly: false, restsOnHolidays: true };

/** The shifts of somebody's day: what stands there, and one more. */
export function RosterDialog({ cell, member, onChanged, onLeave }: RosterDialogProps) {
  const t = useText();
  const [wanted, setWanted] = useState(EMPTY);
  const add = useMutation({
    mutationFn: (line: NewRosterLine) => call(postRosterLine, { body: line }),
    onSuccess: onChanged,
  });
  const remove = useMutation({
    mutationFn: (id: string) => call(deleteRosterLine, { params: { id } }),
    onSuccess: onChanged,
  });
  const error = add.error ?? remove.error;
  const isThere = stands(member, cell.day, wanted);
  const { start, end, isWeekly, restsOnHolidays } = wanted;
  const line = { ...cell, isWeekly, restsOnHolidays: isWeekly && restsOnHolidays };
  return (
    <Modal
      open
      title={t("rights:roster.edit", { name: member?.name ?? "", day: cell.day })}
      footer={[
        <Button key="done" onClick={onLeave}>
          {t("rights:roster.done")}
        </Button>,
      ]}
      onCancel={onLeave}
    >
      {error !== null && <Alert type="error" showIcon title={errorSentence(error)} role="alert" />}
      <Lines cell={cell} member={member} onRemove={(id) => remove.mutate(id)} />
      <ShiftFields wanted={wanted} day={cell.day} onChange={setWanted} />
      {isThere && <p className="og-muted">{t("rights:roster.again")}</p>}
      <div className="og-people-actions">
        <Button
          type="primary"
          loading={add.isPending}
          disabled={start === "" || end === "" || isThere}
          onClick={() => add.mutate({ ...line, hours: hoursOf(start, end) })}
        >
          {t("rights:roster.add")}
        </Button>
        <Button
          onClick={() =>
            add.mutate({ ...cell, isWeekly: false, restsOnHolidays: false, hours: null })
          }
        >
          {t("rights:roster.dayOff")}
        </Button>
      </div>
    </Modal>
  );
}

/** Whether the same hours are there already: a second press would plan them twice. */
function stands(
  member: RosterMember | undefined,
  day: string,
  { start, end, isWeekly }: typeof EMPTY,
): boolean {
  const hours = hoursOf(start, end);
  return (member?.shifts ?? []).some(
    (shift) =>
      shift.day === day &&
      shift.isWeekly === isWeekly &&
      shift.startMinute === hours.startMinute &&
      shift.endMinute === hours.endMinute,
  );
}

interface LinesProps {
  readonly cell: RosterCell;
  readonly member: RosterMember | undefined;
  readonly onRemove: (lineId: string) => void;
}

function Lines({ cell, member, onRemove }: LinesProps) {
  const t = useText();
  const shifts = member?.shifts.filter(({ day }) => day === cell.day) ?? [];
  return (
    <ul className="og-session-list" aria-label={t("rights:roster.lines")}>
      {shifts.map(({ lineId, startMinute, endMinute, isWeekly }) => (
        <li key={lineId}>
          <span>
            {startMinute === null || endMinute === null
              ? t("rights:roster.off")
              : shiftText(startMinute, endMinute, t("rights:roster.nextDay"))}
            {isWeekly && <span className="og-office-tag">{t("rights:roster.weekly")}</span>}
          </span>
          <Button size="small" onClick={() => onRemove(lineId)}>
            {t("rights:roster.remove")}
          </Button>
        </li>
      ))}
    </ul>
  );
}

interface ShiftFieldsProps {
  readonly wanted: typeof EMPTY;
  readonly day: string;
  readonly onChange: (wanted: typeof EMPTY) => void;
}

const WEEKDAYS = ["6", "0", "1", "2", "3", "4", "5"] as const;
const NOON_MS = 12 * 3_600_000;

function ShiftFields({ wanted, day, onChange }: ShiftFieldsProps) {
  const t = useText();
  const set = (change: Partial<typeof EMPTY>): void => onChange({ ...wanted, ...change });
  // Noon in the district is the same day in universal time.
  const weekday = WEEKDAYS[new Date(startOfDay(day).getTime() + NOON_MS).getUTCDay()] ?? "0";
  return (
    <div className="og-office-form og-key-form">
      <div className="og-two-fields">
        <TextField label={t("rights:roster.start")}>
          {(id) => (
            <Input
              id={id}
              type="time"
              value={wanted.start}
              onChange={(event) => set({ start: event.target.value })}
            />
          )}
        </TextField>
        <TextField label={t("rights:roster.end")} hint={t("rights:roster.endHint")}>
          {(id) => (
            <Input
              id={id}
              type="time"
              value={wanted.end}
              onChange={(event) => set({ end: event.target.value })}
            />
          )}
        </TextField>
      </div>
      <Checkbox
        checked={wanted.isWeekly}
        onChange={(event) => set({ isWeekly: event.target.checked })}
      >
        {t("rights:roster.repeat", { weekday: t(`rights:roster.weekdays.${weekday}`) })}
      </Checkbox>
      {wanted.isWeekly && (
        <Checkbox
          checked={wanted.restsOnHolidays}
          onChange={(event) => set({ restsOnHolidays: event.target.checked })}
        >
          {t("rights:roster.rests")}
        </Checkbox>
      )}
    </div>
  );
}
