import type { Me } from "@onegrid/core/access/contract";
import type { KeptBody, SeatField } from "@onegrid/core/dispatch/departments-contract";
import { Alert, Button, Input, Segmented } from "antd";
import { useState } from "react";
import { useText } from "../../i18n/index.ts";
import { errorSentence } from "../../problem-text.ts";
import { OfficePage } from "../office-page.tsx";
import "../rules/rules.css";
import { BodyDialog } from "./body-dialog.tsx";
import { BodyTable } from "./body-table.tsx";
import { filterBodies, type BodyFilter } from "./department-draft.ts";
import { useDirectory, useSeats } from "./departments-api.ts";
import { RetireDialog } from "./retire-dialog.tsx";
import { SeatsDialog } from "./seats-dialog.tsx";
import "./departments.css";

/** What is being done to a body. */
export type BodyTask =
  | { readonly kind: "add" }
  | { readonly kind: "change" | "retire" | "seats"; readonly body: KeptBody };

const NO_BODIES: readonly KeptBody[] = [];
const NO_SEATS: readonly SeatField[] = [];

/** The directory of departments and committees (部门名录): whom cases, calls and meetings can name, and who acts for them. */
export function DepartmentsPage({ me }: { readonly me: Me }) {
  const t = useText();
  const [filter, setFilter] = useState<BodyFilter>({ words: "", group: "all" });
  const [task, setTask] = useState<BodyTask | null>(null);
  const directory = useDirectory();
  const seats = useSeats(me.canManagePeople);
  const error = directory.error ?? seats.error;
  const bodies = directory.data?.bodies ?? NO_BODIES;
  return (
    <OfficePage title={t("shell:office.departments")} about={t("duties:bodies.about")}>
      {error !== null && <Alert type="error" showIcon role="alert" title={errorSentence(error)} />}
      <Tools filter={filter} onChange={setFilter} onAdd={() => setTask({ kind: "add" })} />
      {directory.data !== undefined && (
        <BodyTable
          bodies={filterBodies(bodies, filter)}
          seats={seats.data?.seats ?? null}
          onAsk={setTask}
        />
      )}
      {task !== null && (
        <TaskDialog
          task={task}
          bodies={bodies}
          seats={seats.data?.seats ?? NO_SEATS}
          onLeave={() => setTask(null)}
        />
      )}
    </OfficePage>
  );
}

interface ToolsProps {
  readonly filter: BodyFilter;
  readonly onChange: (filter: BodyFilter) => void;
  readonly onAdd: () => void;
}

const GROUPS = ["all", "departments", "committees", "retired"] as const;

function Tools({ filter, onChange, onAdd }: ToolsProps) {
  const t = useText();
  return (
    <div className="og-people-tools">
      <Input
        className="og-people-filter"
        type="search"
        allowClear
        aria-label={t("duties:bodies.search")}
        placeholder={t("duties:bodies.search")}
        value={filter.words}
        onChange={({ target }) => onChange({ ...filter, words: target.value })}
      />
      <Segmented
        aria-label={t("duties:bodies.group.label")}
        value={filter.group}
        onChange={(group) => onChange({ ...filter, group })}
        options={GROUPS.map((value) => ({ value, label: t(`duties:bodies.group.${value}`) }))}
      />
      <Button type="primary" onClick={onAdd}>
        {t("duties:bodies.add")}
      </Button>
    </div>
  );
}

interface TaskDialogProps {
  readonly task: BodyTask;
  readonly bodies: readonly KeptBody[];
  readonly seats: readonly SeatField[];
  readonly onLeave: () => void;
}

function TaskDialog({ task, bodies, seats, onLeave }: TaskDialogProps) {
  if (task.kind === "add") return <BodyDialog body={null} onLeave={onLeave} />;
  const { body } = task;
  if (task.kind === "change") return <BodyDialog body={body} onLeave={onLeave} />;
  if (task.kind === "retire") return <RetireDialog body={body} onLeave={onLeave} />;
  const names = new Map(bodies.map(({ id, name }) => [id, name]));
  return <SeatsDialog body={body} seats={seats} names={names} onLeave={onLeave} />;
}
