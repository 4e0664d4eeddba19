import { TASK_LIMITS } from "@onegrid/core/dispatch";
import { Button, Input, Select } from "antd";
import { useText } from "../../i18n/index.ts";
import type { Meeting, TaskValues } from "./meeting.ts";

interface TaskFieldsProps {
  readonly parties: Meeting["parties"];
  readonly tasks: readonly TaskValues[];
  readonly onChange: (tasks: readonly TaskValues[]) => void;
}

/** What the meeting gives its bodies to do, one line for each. */
export function TaskFields({ parties, tasks, onChange }: TaskFieldsProps) {
  const t = useText();
  return tasks.map((task, at) => (
    <div
      key={task.id}
      className="og-task-fields"
      role="group"
      aria-label={t("dispatch:consult.nthTask", { nth: at + 1 })}
    >
      <OneTask
        task={task}
        parties={parties}
        change={(part) =>
          onChange(tasks.map((old) => (old.id === task.id ? { ...old, ...part } : old)))
        }
      />
      <Button size="small" onClick={() => onChange(tasks.filter(({ id }) => id !== task.id))}>
        {t("dispatch:consult.removeTask")}
      </Button>
    </div>
  ));
}

interface OneTaskProps {
  readonly task: TaskValues;
  readonly parties: Meeting["parties"];
  readonly change: (part: Partial<TaskValues>) => void;
}

function OneTask({ task, parties, change }: OneTaskProps) {
  const t = useText();
  return (
    <>
      <Input
        autoFocus
        value={task.text}
        maxLength={300}
        aria-label={t("dispatch:consult.task")}
        placeholder={t("dispatch:consult.taskHint")}
        onChange={(event) => change({ text: event.target.value })}
      />
      <Select
        value={task.ownerId === "" ? null : task.ownerId}
        options={parties.map(({ id, name }) => ({ value: id, label: name ?? id }))}
        aria-label={t("dispatch:consult.owner")}
        placeholder={t("dispatch:consult.owner")}
        onChange={(ownerId: string) => change({ ownerId })}
      />
      <Select
        value={task.limit}
        options={TASK_LIMITS.map(({ amount, unit }, value) => ({
          value,
          label: t(`dispatch:consult.limit.${unit}`, { amount }),
        }))}
        aria-label={t("dispatch:consult.within")}
        onChange={(limit) => change({ limit })}
      />
    </>
  );
}
