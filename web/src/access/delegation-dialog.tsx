import { LONGEST_DELEGATION_DAYS } from "@onegrid/core/access";
import type { Me, NewDelegationBody } from "@onegrid/core/access/contract";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Alert, Input, Modal, Select } from "antd";
import { useState } from "react";
import { call } from "../api.ts";
import { useText } from "../i18n/index.ts";
import { areaRows, useAreas, type Area } from "../organisation/areas.ts";
import { areaOptions, shownArea } from "./area-label.ts";
import { CategoryField } from "./category-field.tsx";
import { errorSentence } from "../problem-text.ts";
import { fieldOfMoment, momentOfField } from "./local-moment.ts";
import { getColleagues, postDelegation } from "./rights-api.ts";
import { roleText } from "./role-text.ts";
import { TextField } from "./text-field.tsx";

type OwnDuty = Me["duties"][number];

interface Wanted {
  readonly dutyId: string;
  readonly receiverId: string | null;
  readonly areaIds: string[];
  readonly categories: string[];
  /** As in the fields, in the district's time. */
  readonly from: string;
  readonly to: string;
}

const DAY_MS = 86_400_000;

const emptyFor = (duty: OwnDuty): Wanted => ({
  dutyId: duty.id,
  receiverId: null,
  areaIds: [duty.areaId],
  categories: [],
  from: fieldOfMoment(new Date()),
  to: fieldOfMoment(new Date(Date.now() + DAY_MS)),
});

const bodyOf = ({ from, to, receiverId, ...wanted }: Wanted): NewDelegationBody => ({
  ...wanted,
  receiverId: receiverId ?? "",
  from: momentOfField(from),
  to: momentOfField(to),
});

interface DelegationDialogProps {
  readonly duties: readonly OwnDuty[];
  readonly onDone: () => void;
  readonly onLeave: () => void;
}

/** Hands a duty, or a part of it, to a colleague. */
export function DelegationDialog({ duties, onDone, onLeave }: DelegationDialogProps) {
  const t = useText();
  const [first] = duties;
  const [wanted, setWanted] = useState<Wanted | null>(() => (first ? emptyFor(first) : null));
  const add = useMutation({
    mutationFn: (body: NewDelegationBody) => call(postDelegation, { body }),
    onSuccess: onDone,
  });
  if (wanted === null) return null;
  const set = (change: Partial<Wanted>): void => setWanted({ ...wanted, ...change });
  const isWhole =
    wanted.receiverId !== null && wanted.areaIds.length > 0 && wanted.from < wanted.to;
  return (
    <Modal
      open
      width={560}
      title={t("rights:delegation.add")}
      okText={t("rights:delegation.save")}
      cancelText={t("rights:delegation.no")}
      okButtonProps={{ disabled: !isWhole, loading: add.isPending }}
      onOk={() => add.mutate(bodyOf(wanted))}
      onCancel={onLeave}
    >
      <div className="og-office-form og-key-form">
        {add.error !== null && (
          <Alert type="error" showIcon title={errorSentence(add.error)} role="alert" />
        )}
        <DutyField duties={duties} wanted={wanted} onChange={setWanted} />
        <ColleagueField wanted={wanted} set={set} />
        <PartFields duties={duties} wanted={wanted} set={set} />
        <TimeFields wanted={wanted} set={set} />
      </div>
    </Modal>
  );
}

interface DutyFieldProps {
  readonly duties: readonly OwnDuty[];
  readonly wanted: Wanted;
  readonly onChange: (wanted: Wanted) => void;
}

function DutyField({ duties, wanted, onChange }: DutyFieldProps) {
  const t = useText();
  const wordsOf = ({ role, areaName }: OwnDuty): string => {
    const known = roleText(role);
    return `${known === null ? role : t(known)} · ${areaName}`;
  };
  return (
    <TextField label={t("rights:delegation.duty")}>
      {(id) => (
        <Select
          id={id}
          value={wanted.dutyId}
          onChange={(dutyId) => {
            const duty = duties.find((each) => each.id === dutyId);
            if (duty) onChange({ ...emptyFor(duty), from: wanted.from, to: wanted.to });
          }}
          options={duties.map((duty) => ({ value: duty.id, label: wordsOf(duty) }))}
        />
      )}
    </TextField>
  );
}

interface FieldsProps {
  readonly wanted: Wanted;
  readonly set: (change: Partial<Wanted>) => void;
}

function ColleagueField({ wanted: { dutyId, receiverId }, set }: FieldsProps) {
  const t = useText();
  const [text, setText] = useState("");
  const { data, isFetching } = useQuery({
    queryKey: ["colleagues", dutyId, text],
    queryFn: ({ signal }) =>
      call(getColleagues, { signal, query: { dutyId, ...(text !== "" && { text }) } }),
  });
  return (
    <TextField label={t("rights:delegation.colleague")}>
      {(id) => (
        <Select
          id={id}
          loading={isFetching}
          showSearch={{ filterOption: false, onSearch: setText }}
          placeholder={t("rights:delegation.colleagueHint")}
          value={receiverId}
          onChange={(chosen) => set({ receiverId: chosen })}
          options={(data?.colleagues ?? []).map((one) => ({
            value: one.id,
            label: `${one.name} · ${one.login}`,
          }))}
        />
      )}
    </TextField>
  );
}

/** An area and everything below it. */
function below(areas: readonly Area[], rootId: string): Area[] {
  const inside = new Set([rootId]);
  // The tree is at most four deep: each round takes another level in.
  for (const area of areaRows(areas).map((row) => row.area))
    if (area.parentId !== null && inside.has(area.parentId)) inside.add(area.id);
  return areas.filter(({ id }) => inside.has(id));
}

interface PartFieldsProps extends FieldsProps {
  readonly duties: readonly OwnDuty[];
}

function PartFields({ duties, wanted, set }: PartFieldsProps) {
  const t = useText();
  const { data: areas = [] } = useAreas();
  const duty = duties.find(({ id }) => id === wanted.dutyId);
  return (
    <>
      <TextField label={t("rights:delegation.areas")} hint={t("rights:delegation.areasHint")}>
        {(id) => (
          <Select
            id={id}
            mode="multiple"
            labelRender={shownArea}
            showSearch={{ optionFilterProp: "label" }}
            value={wanted.areaIds}
            onChange={(areaIds) => set({ areaIds })}
            options={areaOptions(below(areas, duty?.areaId ?? ""))}
          />
        )}
      </TextField>
      <CategoryField
        label={t("rights:delegation.categories")}
        everyCategory={t("rights:delegation.everyCategory")}
        value={wanted.categories}
        onChange={(categories) => set({ categories })}
      />
    </>
  );
}

function TimeFields({ wanted, set }: FieldsProps) {
  const t = useText();
  const latest = new Date(Date.now() + LONGEST_DELEGATION_DAYS * DAY_MS);
  return (
    <div className="og-two-fields">
      <TextField label={t("rights:delegation.from")}>
        {(id) => (
          <Input
            id={id}
            type="datetime-local"
            required
            value={wanted.from}
            onChange={(event) => set({ from: event.target.value })}
          />
        )}
      </TextField>
      <TextField label={t("rights:delegation.to")} hint={t("rights:delegation.toHint")}>
        {(id) => (
          <Input
            id={id}
            type="datetime-local"
            required
            min={wanted.from}
            max={fieldOfMoment(latest)}
            value={wanted.to}
            onChange={(event) => set({ to: event.target.value })}
          />
        )}
      </TextField>
    </div>
  );
}
