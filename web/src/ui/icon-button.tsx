import type { ButtonHTMLAttributes, ReactNode } from "react";

interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "title"> {
  /** Its name for everybody; also the tooltip. */
  readonly label: string;
  /** As the keyboard says it; added to the tooltip. */
  readonly shortcut?: string | undefined;
  readonly children: ReactNode;
}

/** A square button that shows a picture only. */
export function IconButton({ label, shortcut, children, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      className={`og-icon-button ${className ?? ""}`}
      aria-label={label}
      title={shortcut === undefined ? label : `${label} (${shortcut})`}
      {...rest}
    >
      {children}
    </button>
  );
}
