import { Input, InputNumber, Select, Switch } from "antd";
import type { ReactNode } from "react";
import { TextField } from "../text-field.tsx";

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** How one field of a rule is read, written and drawn. */
export type RuleField<R> = { readonly key: string; readonly label: string } & (
  | {
      readonly kind: "text";
      readonly rows?: number;
      readonly isFixed?: boolean;
      readonly read: (rule: R) => string;
      readonly write: (rule: R, value: string) => R;
    }
  | {
      readonly kind: "number";
      readonly min: number;
      readonly max: number;
      readonly read: (rule: R) => number;
      readonly write: (rule: R, value: number) => R;
    }
  | {
      readonly kind: "switch";
      readonly read: (rule: R) => boolean;
      readonly write: (rule: R, value: boolean) => R;
    }
  | {
      readonly kind: "choice";
      readonly choices: readonly Choice[];
      readonly read: (rule: R) => string;
      readonly write: (rule: R, value: string) => R;
    }
  | {
      readonly kind: "choices";
      readonly choices: readonly Choice[];
      readonly read: (rule: R) => readonly string[];
      readonly write: (rule: R, value: readonly string[]) => R;
    }
);

interface RuleFieldsProps<R> {
  readonly fields: readonly RuleField<R>[];
  readonly rule: R;
  readonly onChange: (rule: R) => void;
}

/** The fields of a rule, each with its label. */
export function RuleFields<R>({ fields, rule, onChange }: RuleFieldsProps<R>) {
  return (
    <div className="og-rule-fields">
      {fields.map((field) => (
        <div key={field.key} className={isWide(field) ? "og-rule-wide" : undefined}>
          <TextField label={field.label}>
            {(id) => controlOf(field, { id, rule, onChange })}
          </TextField>
        </div>
      ))}
    </div>
  );
}

const isWide = <R,>(field: RuleField<R>): boolean =>
  (field.kind === "text" && (field.rows ?? 1) > 1) || field.kind === "choices";

interface Controlled<R> {
  readonly id: string;
  readonly rule: R;
  readonly onChange: (rule: R) => void;
}

function controlOf<R>(field: RuleField<R>, { id, rule, onChange }: Controlled<R>): ReactNode {
  switch (field.kind) {
    case "text":
      return <TextControl field={field} id={id} rule={rule} onChange={onChange} />;
    case "number":
      return (
        <InputNumber
          id={id}
          min={field.min}
          max={field.max}
          value={field.read(rule)}
          onChange={(value) => onChange(field.write(rule, value ?? field.min))}
        />
      );
    case "switch":
      return (
        <Switch
          id={id}
          checked={field.read(rule)}
          onChange={(value) => onChange(field.write(rule, value))}
        />
      );
    case "choice":
      return (
        <Select
          id={id}
          value={field.read(rule)}
          options={[...field.choices]}
          onChange={(value) => onChange(field.write(rule, value))}
        />
      );
    default:
      return (
        <Select
          id={id}
          mode="multiple"
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          value={[...field.read(rule)]}
          options={[...field.choices]}
          onChange={(value) => onChange(field.write(rule, value))}
        />
      );
  }
}

function TextControl<R>({
  field,
  id,
  rule,
  onChange,
}: Controlled<R> & { readonly field: RuleField<R> & { readonly kind: "text" } }) {
  const { rows = 1, isFixed = false } = field;
  const change = (value: string): void => onChange(field.write(rule, value));
  if (rows > 1)
    return (
      <Input.TextArea
        id={id}
        rows={rows}
        maxLength={500}
        value={field.read(rule)}
        onChange={(event) => change(event.target.value)}
      />
    );
  return (
    <Input
      id={id}
      disabled={isFixed}
      maxLength={120}
      value={field.read(rule)}
      onChange={(event) => change(event.target.value)}
    />
  );
}
