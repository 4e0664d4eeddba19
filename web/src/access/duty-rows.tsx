import { ROLES } from "@onegrid/core/access";
import type { DutyBody } from "@onegrid/core/access/contract";
import { Button, Input, Select } from "antd";
import { areaOptions, shownArea } from "./area-label.ts";
import { dayAfter, isoDay, lastDayBefore } from "../i18n/days.ts";
import { useText } from "../i18n/index.ts";
import { useAreas } from "../organisation/areas.ts";
import { TextField } from "./text-field.tsx";

export const newDuty = (): DutyBody => ({
  role: "grid_staff",
  areaId: "",
  validFrom: isoDay(new Date()),
  validTo: null,
});

interface DutyRowsProps {
  readonly duties: readonly DutyBody[];
  readonly onChange: (duties: readonly DutyBody[]) => void;
}

/** Duties to give: a role, an area, from a day to a day. */
export function DutyRows({ duties, onChange }: DutyRowsProps) {
  const t = useText();
  const set = (at: number, change: Partial<DutyBody>): void =>
    onChange(duties.map((duty, index) => (index === at ? { ...duty, ...change } : duty)));
  return (
    <div className="og-duty-rows">
      {duties.map((duty, at) => (
        <DutyRow
          // oxlint-disable-next-line react/no-array-index-key -- rows have no other identity, and no state
          key={at}
          duty={duty}
          onChange={(change) => set(at, change)}
          onRemove={() => onChange(duties.filter((_, index) => index !== at))}
        />
      ))}
      <Button type="dashed" onClick={() => onChange([...duties, newDuty()])}>
        {t("access:people.addDuty")}
      </Button>
    </div>
  );
}

interface DutyRowProps {
  readonly duty: DutyBody;
  readonly onChange: (change: Partial<DutyBody>) => void;
  readonly onRemove: () => void;
}

function DutyRow({ duty, onChange, onRemove }: DutyRowProps) {
  const t = useText();
  const { data: areas = [] } = useAreas();
  return (
    <div className="og-duty-row">
      <TextField label={t("access:people.role")}>
        {(id) => (
          <Select
            id={id}
            showSearch={{ optionFilterProp: "label" }}
            value={duty.role}
            onChange={(role) => onChange({ role })}
            options={ROLES.map((role) => ({ value: role, label: t(`shell:role.${role}`) }))}
          />
        )}
      </TextField>
      <TextField label={t("access:people.area")}>
        {(id) => (
          <Select
            id={id}
            showSearch={{ optionFilterProp: "label" }}
            value={duty.areaId || null}
            onChange={(areaId: string) => onChange({ areaId })}
            labelRender={shownArea}
            options={areaOptions(areas)}
          />
        )}
      </TextField>
      <TextField label={t("access:people.from")}>
        {(id) => (
          <Input
            id={id}
            type="date"
            required
            value={duty.validFrom}
            onChange={(event) => onChange({ validFrom: event.target.value })}
          />
        )}
      </TextField>
      <TextField label={t("access:people.to")}>
        {(id) => (
          <Input
            id={id}
            type="date"
            min={duty.validFrom}
            value={duty.validTo === null ? "" : lastDayBefore(duty.validTo)}
            onChange={({ target: { value } }) =>
              onChange({ validTo: value === "" ? null : dayAfter(value) })
            }
          />
        )}
      </TextField>
      <Button onClick={onRemove} aria-label={t("access:people.removeDuty")}>
        ✕
      </Button>
    </div>
  );
}
