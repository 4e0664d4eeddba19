interface NumberFieldProps {
  readonly label: string;
  readonly unit: string;
  /** Written before the figure too, where no legend above it says what it is. */
  readonly isNamed?: boolean;
  /** `null`: empty. */
  readonly value: number | null;
  readonly max: number;
  /** Whole numbers from 1, or any above 0. */
  readonly isWhole?: boolean;
  readonly placeholder?: string;
  /** Never called with what is no number in range; `null` when the field was emptied. */
  readonly onChange: (value: number | null) => void;
}

/** One figure with its unit. What cannot be one is not taken over, so that no search meets it. */
export function NumberField(field: NumberFieldProps) {
  const {
    label,
    unit,
    value,
    max,
    isNamed = false,
    isWhole = false,
    placeholder,
    onChange,
  } = field;
  return (
    <label className="og-siting-amount">
      {isNamed && <span>{label}</span>}
      <input
        type="number"
        className="og-siting-number"
        min={isWhole ? 1 : 0}
        max={max}
        step={isWhole ? 1 : "any"}
        aria-label={label}
        placeholder={placeholder}
        value={value ?? ""}
        onChange={({ target: { value: text, valueAsNumber: typed } }) => {
          if (text === "") onChange(null);
          else if (typed > 0 && (!isWhole || Number.isInteger(typed)))
            onChange(Math.min(typed, max));
        }}
      />
      {unit}
    </label>
  );
}
