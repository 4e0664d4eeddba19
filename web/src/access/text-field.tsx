import { Input } from "antd";
import { useId, type ReactNode } from "react";

interface TextFieldProps {
  readonly label: string;
  readonly hint?: string;
  /** The control; it takes the id that the label names. */
  readonly children: (id: string) => ReactNode;
}

/** A labelled control of a form outside the map. */
export function TextField({ label, hint, children }: TextFieldProps) {
  const id = useId();
  return (
    <div className="og-field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {hint !== undefined && <small className="og-muted">{hint}</small>}
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
  readonly pattern?: string;
}

/** A line of text that has to be filled in. */
export function TextInput(props: TextInputProps) {
  const { label, hint, onChange, isSecret = false, isLarge = false, ...rest } = props;
  const Control = isSecret ? Input.Password : Input;
  return (
    <TextField label={label} {...(hint !== undefined && { hint })}>
      {(id) => (
        <Control
          {...rest}
          id={id}
          required
          size={isLarge ? "large" : "middle"}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </TextField>
  );
}
