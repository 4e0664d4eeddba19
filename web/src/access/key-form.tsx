import { KEY_PERMISSIONS, LONGEST_KEY_DAYS, USUAL_KEY_DAYS } from "@onegrid/core/access";
import type { NewKeyBody } from "@onegrid/core/access/contract";
import { Checkbox, Input, InputNumber, Select } from "antd";
import { areaOptions, shownArea } from "./area-label.ts";
import { CategoryField } from "./category-field.tsx";
import { daysAfter, isoDay, startOfDay } from "../i18n/days.ts";
import { useText } from "../i18n/index.ts";
import { useAreas } from "../organisation/areas.ts";
import { permissionText } from "./permission-text.ts";
import { TextField, TextInput } from "./text-field.tsx";

interface WantedKey extends Omit<NewKeyBody, "expiresAt" | "perMinute"> {
  readonly perMinute: number;
  /** The last day on which it opens. */
  readonly lastDay: string;
}

export const EMPTY_KEY: WantedKey = {
  name: "",
  purpose: "",
  permissions: ["map.read"],
  areaIds: [],
  categories: [],
  addresses: [],
  perMinute: 600,
  lastDay: daysAfter(new Date(), USUAL_KEY_DAYS - 1),
};

export const isWholeKey = ({ name, permissions, areaIds, lastDay }: WantedKey): boolean =>
  name.trim() !== "" && permissions.length > 0 && areaIds.length > 0 && lastDay !== "";

/** It opens until the end of its last day. */
export const keyBody = ({ lastDay, ...wanted }: WantedKey): NewKeyBody => ({
  ...wanted,
  expiresAt: startOfDay(daysAfter(startOfDay(lastDay), 1)).toISOString(),
});

const isOfCases = ({ permissions }: WantedKey): boolean =>
  permissions.some((permission) => permission.startsWith("case."));

interface KeyFormProps {
  readonly wanted: WantedKey;
  readonly onChange: (wanted: WantedKey) => void;
}

/** What a key is for, where, from where and until when. */
export function KeyForm({ wanted, onChange }: KeyFormProps) {
  const t = useText();
  const set = (change: Partial<WantedKey>): void => onChange({ ...wanted, ...change });
  return (
    <div className="og-office-form og-key-form">
      <TextInput
        label={t("rights:keys.name")}
        hint={t("rights:keys.nameHint")}
        autoComplete="off"
        maxLength={60}
        value={wanted.name}
        onChange={(name) => set({ name })}
      />
      <TextField label={t("rights:keys.purpose")}>
        {(id) => (
          <Input
            id={id}
            maxLength={200}
            value={wanted.purpose}
            onChange={(event) => set({ purpose: event.target.value })}
          />
        )}
      </TextField>
      <fieldset className="og-key-permissions">
        <legend>{t("rights:keys.permissions")}</legend>
        <Checkbox.Group
          value={wanted.permissions}
          onChange={(permissions) => set({ permissions })}
          options={KEY_PERMISSIONS.map((value) => ({ value, label: permissionText(value, t) }))}
        />
      </fieldset>
      <BoundFields wanted={wanted} set={set} />
      <LimitFields wanted={wanted} set={set} />
    </div>
  );
}

interface FieldsProps {
  readonly wanted: WantedKey;
  readonly set: (change: Partial<WantedKey>) => void;
}

function BoundFields({ wanted, set }: FieldsProps) {
  const t = useText();
  const { data: areas = [] } = useAreas();
  return (
    <>
      <TextField label={t("rights:keys.areas")}>
        {(id) => (
          <Select
            id={id}
            mode="multiple"
            labelRender={shownArea}
            showSearch={{ optionFilterProp: "label" }}
            value={wanted.areaIds}
            onChange={(areaIds) => set({ areaIds })}
            options={areaOptions(areas)}
          />
        )}
      </TextField>
      {isOfCases(wanted) && (
        <CategoryField
          label={t("rights:keys.categories")}
          everyCategory={t("rights:keys.everyCategory")}
          value={wanted.categories}
          onChange={(categories) => set({ categories })}
        />
      )}
    </>
  );
}

function LimitFields({ wanted, set }: FieldsProps) {
  const t = useText();
  return (
    <>
      <TextField label={t("rights:keys.addresses")} hint={t("rights:keys.addressesHint")}>
        {(id) => (
          <Select
            id={id}
            mode="tags"
            open={false}
            suffixIcon={null}
            tokenSeparators={[",", "，", " ", ";"]}
            placeholder={t("rights:keys.anywhere")}
            value={wanted.addresses}
            onChange={(addresses) => set({ addresses })}
          />
        )}
      </TextField>
      <TextField label={t("rights:keys.expires")} hint={t("rights:keys.expiresHint")}>
        {(id) => (
          <Input
            id={id}
            type="date"
            required
            min={isoDay(new Date())}
            max={daysAfter(new Date(), LONGEST_KEY_DAYS - 1)}
            value={wanted.lastDay}
            onChange={(event) => set({ lastDay: event.target.value })}
          />
        )}
      </TextField>
      <TextField label={t("rights:keys.perMinute")}>
        {(id) => (
          <InputNumber
            id={id}
            min={1}
            max={3000}
            precision={0}
            value={wanted.perMinute}
            onChange={(perMinute) => set({ perMinute: perMinute ?? 600 })}
          />
        )}
      </TextField>
    </>
  );
}
