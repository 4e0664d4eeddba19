import type { ReactNode } from "react";

/** A field with its name over it. */
export function Field({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ReactNode;
}) {
  return (
    <div className="og-field" role="group" aria-label={label}>
      <span className="og-field-label">{label}</span>
      {children}
    </div>
  );
}
