import { Input } from "antd";
import { useId, type ReactNode } from "react";

interface TextFieldProps {
  readonly label: string;
  readonly hint?: string;
  /** What is wrong with what stands there; in the place of the hint. */
  readonly fault?: string | null;
  /** The control; it takes the id that the label names. */
  readonly children: (id: string) => ReactNode;
}

/** A labelled control of a form outside the map. */
export function TextField({ label, hint, fault = null, children }: TextFieldProps) {
  const id = useId();
  return (
    <div className="og-field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {fault !== null && (
        <small className="og-field-fault" role="alert">
          {fault}
        </small>
      )}
      {fault === null && hint !== undefined && <small className="og-muted">{hint}</small>}
    </div>
  );
}

interface TextInputProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly autoComplete: string;
  readonly isSecret?: boolean;
  readonly isLarge?: boolean;
  readonly maxLength?: number;
  readonly fault?: string | null;
  /** Takes the focus when it appears. */
  readonly isFirst?: boolean;
}

/** A line of text that has to be filled in. */
export function TextInput(props: TextInputProps) {
  const { label, hint, fault = null, onChange, ...looks } = props;
  const { isSecret = false, isLarge = false, isFirst = false, ...rest } = looks;
  const Control = isSecret ? Input.Password : Input;
  return (
    <TextField label={label} fault={fault} {...(hint !== undefined && { hint })}>
      {(id) => (
        <Control
          {...rest}
          id={id}
          required
          autoFocus={isFirst}
          {...(fault !== null && { status: "error" as const })}
          size={isLarge ? "large" : "middle"}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </TextField>
  );
}
