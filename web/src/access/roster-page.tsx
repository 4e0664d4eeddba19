import type { Me } from "@onegrid/core/access/contract";
import type { RosterReply } from "@onegrid/core/dispatch/contract";
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Select, Spin } from "antd";
import { useState } from "react";
import { call } from "../api.ts";
import { daysAfter, isoDay, startOfDay } from "../i18n/days.ts";
import { useText, type Translate } from "../i18n/index.ts";
import { useAreas } from "../organisation/areas.ts";
import { areaOptions, shownArea } from "./area-label.ts";
import { errorSentence } from "../problem-text.ts";
import { OfficePage } from "./office-page.tsx";
import { getRoster } from "./rights-api.ts";
import { roleText } from "./role-text.ts";
import { RosterDialog, type RosterCell } from "./roster-dialog.tsx";
import { RosterGrid } from "./roster-grid.tsx";

const ROSTER_KEY = ["roster"] as const;
/** A minute: who is on duty changes by itself. */
const REFRESH_MS = 60_000;

const roleWords = (role: string, t: Translate): string => {
  const known = roleText(role);
  return known === null ? role : t(known);
};

/** The week of an area: who is on duty when (值班表). */
export function RosterPage({ me }: { readonly me: Me }) {
  const t = useText();
  const [areaId, setAreaId] = useState(me.duties[0]?.areaId ?? "");
  const [day, setDay] = useState(isoDay(new Date()));
  const [role, setRole] = useState("");
  const { data, error, isFetching, isPlaceholderData } = useRoster(areaId, day);
  const roles = [...new Set((data?.members ?? []).map((one) => one.role))];
  return (
    <OfficePage title={t("shell:office.roster")} about={t("rights:roster.about")}>
      <div className="og-people-tools">
        <AreaSelect value={areaId} onChange={setAreaId} />
        <Select
          className="og-people-role"
          aria-label={t("rights:roster.role")}
          value={role}
          onChange={setRole}
          options={[
            { value: "", label: t("rights:roster.anyRole") },
            ...roles.map((value) => ({ value, label: roleWords(value, t) })),
          ]}
        />
        <WeekButtons day={day} onChange={setDay} />
        {data !== undefined && <WeekWords days={data.days} />}
        {isFetching && <Spin size="small" />}
      </div>
      {areaId === "" && <Alert type="info" showIcon title={t("rights:roster.noAreas")} />}
      {error !== null && <Alert type="error" showIcon title={errorSentence(error)} />}
      {data !== undefined && <Week roster={data} role={role} isOld={isPlaceholderData} />}
    </OfficePage>
  );
}

const useRoster = (areaId: string, day: string) =>
  useQuery({
    queryKey: [...ROSTER_KEY, areaId, day],
    // Before there are divisions nobody has an area.
    enabled: areaId !== "",
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
    queryFn: ({ signal }) => call(getRoster, { signal, query: { areaId, day } }),
  });

interface WeekProps {
  readonly roster: RosterReply;
  /** Empty: all of them. */
  readonly role: string;
  /** Another week or area was asked for and is on its way: nobody's day opens under another heading. */
  readonly isOld: boolean;
}

/** The table of the week, and the day of somebody in it that is open. */
function Week({ roster: { days, members, rosteredRoles }, role, isOld }: WeekProps) {
  const t = useText();
  const client = useQueryClient();
  const [cell, setCell] = useState<RosterCell | null>(null);
  return (
    <>
      <div inert={isOld} aria-busy={isOld}>
        <RosterGrid
          days={days}
          members={members.filter((one) => role === "" || one.role === role)}
          rosteredRoles={rosteredRoles}
          wordsOfRole={(each) => roleWords(each, t)}
          onCell={(member, at) => setCell({ dutyId: member.dutyId, day: at })}
        />
      </div>
      {cell !== null && (
        <RosterDialog
          cell={cell}
          member={members.find(({ dutyId }) => dutyId === cell.dutyId)}
          onChanged={() => client.invalidateQueries({ queryKey: ROSTER_KEY })}
          onLeave={() => setCell(null)}
        />
      )}
    </>
  );
}

interface ChoiceProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function AreaSelect({ value, onChange }: ChoiceProps) {
  const t = useText();
  const { data: areas = [] } = useAreas();
  return (
    <Select
      className="og-people-filter"
      aria-label={t("rights:roster.area")}
      labelRender={shownArea}
      showSearch={{ optionFilterProp: "label" }}
      value={value}
      onChange={onChange}
      options={areaOptions(areas)}
    />
  );
}

/** The week in view, with its year: the heads of the columns have room for month and day. */
function WeekWords({ days }: Pick<RosterReply, "days">) {
  const t = useText();
  const [from, to] = [days[0]?.day ?? "", days.at(-1)?.day ?? ""];
  return <span className="og-roster-week">{t("rights:roster.week", { from, to })}</span>;
}

interface WeekButtonsProps {
  readonly day: string;
  readonly onChange: (day: string) => void;
}

function WeekButtons({ day, onChange }: WeekButtonsProps) {
  const t = useText();
  const move = (days: number): void => onChange(daysAfter(startOfDay(day), days));
  return (
    <div className="og-week-buttons">
      <Button onClick={() => move(-7)}>{t("rights:roster.previous")}</Button>
      <Button onClick={() => onChange(isoDay(new Date()))}>{t("rights:roster.thisWeek")}</Button>
      <Button onClick={() => move(7)}>{t("rights:roster.next")}</Button>
    </div>
  );
}
