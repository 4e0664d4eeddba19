import type { DutyFault, DutyField, DutyTarget } from "@onegrid/core/dispatch";
import { ROUTING_AREA_KINDS } from "@onegrid/core/dispatch";
import type {
  DutyChoicesReply,
  DutyListReply,
  ListedEntry,
  NewDutyEntryField,
} from "@onegrid/core/dispatch/duty-list-contract";
import { Alert, Checkbox, Input, InputNumber, Modal, Select } from "antd";
import { useMemo, useState } from "react";
import { useLanguage, useText } from "../../i18n/index.ts";
import { useRules } from "../../rule-book.ts";
import { TextField } from "../text-field.tsx";
import { keepDutyChange, knownDuties, targetsOf, useDutyDraft } from "./duty-draft.ts";
import { dutyClassChoices, faultWords } from "./duty-words.ts";
import {
  draftOf,
  emptyDraft,
  endBefore,
  entryOf,
  faultsOfEntry,
  targetKey,
  type EntryDraft,
} from "./entry-draft.ts";

interface Asked {
  readonly key: string;
  /** As it was kept before. */
  readonly entry: NewDutyEntryField | null;
}
export type AskedEntry =
  | (Asked & { readonly kind: "add" })
  | (Asked & { readonly kind: "change"; readonly ended: ListedEntry });

interface EntryDialogProps {
  readonly asked: AskedEntry;
  readonly list: DutyListReply;
  readonly choices: DutyChoicesReply;
  readonly onLeave: () => void;
}

/** An entry that comes into the list, or that takes the place of another from a day on. */
export function EntryDialog({ asked, list, choices, onLeave }: EntryDialogProps) {
  const t = useText();
  const book = useRules();
  const { changes } = useDutyDraft();
  const { today } = list;
  const [draft, setDraft] = useState(() => firstDraft(asked, today));
  const [faults, setFaults] = useState<readonly DutyFault[]>([]);
  const targets = targetsOf(choices, changes);
  const ended = asked.kind === "change" ? asked.ended : null;
  const keep = (): void => {
    const made = entryOf(draft, targets);
    if ("faults" in made) return setFaults(made.faults);
    const { entry } = made;
    const classIds = book.categories.map(({ id }) => id);
    const known = knownDuties({ list, choices, classIds, changes, but: asked.key });
    const found = faultsOfEntry(entry, ended, { known, today });
    if (found.length > 0) return setFaults(found);
    const { key } = asked;
    keepDutyChange(
      ended === null
        ? { kind: "add", key, entry }
        : { kind: "change", key, ended, entry, validTo: endBefore(ended, entry) },
    );
    onLeave();
  };
  return (
    <Modal
      open
      width={720}
      title={ended === null ? t("duties:add") : t("duties:changeOf", { name: ended.unitName })}
      okText={t("duties:keep")}
      cancelText={t("duties:cancel")}
      onOk={keep}
      onCancel={onLeave}
    >
      {ended !== null && <p className="og-muted">{t("duties:changeAbout")}</p>}
      <EntryFields
        draft={draft}
        faults={faults}
        units={choices.units}
        targets={targets}
        onChange={(part) => {
          setDraft((old) => ({ ...old, ...part }));
          setFaults((old) => old.filter(({ field }) => !isOf(field, part)));
        }}
      />
      {faults.length > 0 && <Alert type="error" showIcon role="alert" title={t("duties:notYet")} />}
    </Modal>
  );
}

const FIELD_OF: Readonly<Record<keyof EntryDraft, DutyField>> = {
  unitId: "unit",
  target: "area",
  isEvery: "classes",
  categories: "classes",
  priority: "priority",
  clause: "clause",
  validFrom: "validFrom",
  lastDay: "lastDay",
};

/** What is written anew is not wrong any more until it is looked at. */
const isOf = (field: DutyField, part: Partial<EntryDraft>): boolean =>
  Object.entries(FIELD_OF).some(([key, of]) => of === field && key in part);

/** A change begins today, with what stands there now. */
function firstDraft(asked: AskedEntry, today: string): EntryDraft {
  if (asked.entry !== null) return draftOf(asked.entry);
  if (asked.kind === "add") return emptyDraft(today);
  const old = draftOf(asked.ended);
  return { ...old, validFrom: old.validFrom > today ? old.validFrom : today };
}

interface EntryFieldsProps {
  readonly draft: EntryDraft;
  readonly faults: readonly DutyFault[];
  readonly units: DutyChoicesReply["units"];
  readonly targets: readonly DutyTarget[];
  readonly onChange: (part: Partial<EntryDraft>) => void;
}

function EntryFields(props: EntryFieldsProps) {
  const { draft, faults, units, onChange } = props;
  const t = useText();
  const said = (field: DutyField): string | null =>
    faults
      .filter((each) => each.field === field)
      .map((each) => faultWords(each, t))
      .join(t("duties:comma")) || null;
  return (
    <div className="og-duty-fields">
      <TextField label={t("duties:unit")} fault={said("unit")}>
        {(id) => (
          <Select
            id={id}
            showSearch={{ optionFilterProp: "label" }}
            placeholder={t("duties:unitHint")}
            value={draft.unitId}
            onChange={(unitId: string) => onChange({ unitId })}
            options={units.map(({ id: value, code, name }) => ({
              value,
              label: code === null ? name : `${t("duties:team", { name })} ${code}`,
            }))}
          />
        )}
      </TextField>
      <TargetField {...props} fault={said("area")} />
      <ClassesField {...props} fault={said("classes")} />
      <TextField label={t("duties:clause")} hint={t("duties:clauseHint")} fault={said("clause")}>
        {(id) => (
          <Input
            id={id}
            maxLength={300}
            value={draft.clause}
            onChange={({ target }) => onChange({ clause: target.value })}
          />
        )}
      </TextField>
      <TextField
        label={t("duties:priority")}
        hint={t("duties:priorityHint")}
        fault={said("priority")}
      >
        {(id) => (
          <InputNumber
            id={id}
            min={0}
            max={999}
            precision={0}
            value={draft.priority}
            onChange={(priority) => onChange({ priority: priority ?? 0 })}
          />
        )}
      </TextField>
      <DayField
        label={t("duties:from")}
        fault={said("validFrom")}
        value={draft.validFrom}
        onChange={(validFrom) => onChange({ validFrom })}
      />
      <DayField
        label={t("duties:lastDay")}
        hint={t("duties:openHint")}
        fault={said("lastDay")}
        value={draft.lastDay}
        onChange={(lastDay) => onChange({ lastDay })}
      />
    </div>
  );
}

type FieldProps = EntryFieldsProps & { readonly fault: string | null };

/** Places of the list first, then the tree from the smallest up. */
function TargetField({ draft, targets, fault, onChange }: FieldProps) {
  const t = useText();
  const options = useMemo(
    () =>
      ROUTING_AREA_KINDS.map((kind) => ({
        label: t(`duties:kind.${kind}`),
        options: targets
          .filter((each) => each.kind === kind)
          .map((each) => ({ value: targetKey(each), label: `${each.name} ${each.code}` })),
      })).filter(({ options: held }) => held.length > 0),
    [targets, t],
  );
  return (
    <TextField label={t("duties:place")} fault={fault}>
      {(id) => (
        <Select
          id={id}
          showSearch={{ optionFilterProp: "label" }}
          placeholder={t("duties:placeHint")}
          value={draft.target}
          onChange={(target: string) => onChange({ target })}
          options={options}
        />
      )}
    </TextField>
  );
}

function ClassesField({ draft, fault, onChange }: FieldProps) {
  const t = useText();
  const language = useLanguage();
  const book = useRules();
  const options = useMemo(() => dutyClassChoices(book, language), [book, language]);
  return (
    <div className="og-rule-wide">
      <TextField label={t("duties:classes")} hint={t("duties:classesHint")} fault={fault}>
        {(id) => (
          <Select
            id={id}
            mode="multiple"
            allowClear
            disabled={draft.isEvery}
            showSearch={{ optionFilterProp: "label" }}
            value={draft.isEvery ? [] : [...draft.categories]}
            onChange={(categories: string[]) => onChange({ categories })}
            options={options}
          />
        )}
      </TextField>
      <Checkbox
        checked={draft.isEvery}
        onChange={({ target }) => onChange({ isEvery: target.checked })}
      >
        {t("duties:everyClass")}
      </Checkbox>
    </div>
  );
}

interface DayFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly fault: string | null;
  readonly value: string;
  readonly onChange: (day: string) => void;
}

function DayField({ label, hint, fault, value, onChange }: DayFieldProps) {
  return (
    <TextField label={label} fault={fault} {...(hint !== undefined && { hint })}>
      {(id) => (
        <Input
          id={id}
          type="date"
          className="og-rule-day"
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </TextField>
  );
}
