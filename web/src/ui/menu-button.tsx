import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";

export interface MenuItem {
  readonly id: string;
  readonly label: ReactNode;
  readonly onChoose: () => void;
  /** Given: one of a choice, and whether it is the one in force. */
  readonly isChecked?: boolean;
  /** A line above it. */
  readonly startsGroup?: boolean;
}

interface MenuButtonProps {
  readonly label: string;
  readonly face: ReactNode;
  readonly header?: ReactNode;
  readonly items: readonly MenuItem[];
}

/** A button with a menu (ARIA menu button): arrows, Home, End, Escape; focus comes back. */
export function MenuButton({ label, face, header, items }: MenuButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const id = useId();
  const buttons = (): HTMLButtonElement[] => [
    ...(menu.current?.querySelectorAll<HTMLButtonElement>("[role^=menuitem]") ?? []),
  ];
  useEffect(() => {
    if (!isOpen) return;
    buttons()[0]?.focus();
    const closeOutside = (event: PointerEvent): void => {
      if (event.target instanceof Node && box.current?.contains(event.target) !== true)
        setOpen(false);
    };
    document.addEventListener("pointerdown", closeOutside);
    return () => document.removeEventListener("pointerdown", closeOutside);
  }, [isOpen]);
  const close = (): void => {
    setOpen(false);
    box.current?.querySelector("button")?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const list = buttons();
    const at = list.findIndex((button) => button === document.activeElement);
    const next: Partial<Record<string, number>> = {
      ArrowDown: (at + 1) % list.length,
      ArrowUp: (at - 1 + list.length) % list.length,
      Home: 0,
      End: list.length - 1,
    };
    const target = next[event.key];
    if (event.key === "Escape" || event.key === "Tab") close();
    if (target === undefined && event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    if (target !== undefined) list[target]?.focus();
  };
  return (
    <div className="og-menu-box" ref={box}>
      <button
        type="button"
        className="og-text-button"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        aria-label={label}
        title={label}
        onClick={() => setOpen(!isOpen)}
      >
        {face}
      </button>
      {isOpen && (
        <div className="og-menu">
          {header}
          <div
            ref={menu}
            id={id}
            role="menu"
            tabIndex={-1}
            aria-label={label}
            onKeyDown={onKeyDown}
          >
            {items.map((item) => (
              <button
                key={item.id}
                type="button"
                role={item.isChecked === undefined ? "menuitem" : "menuitemradio"}
                aria-checked={item.isChecked}
                tabIndex={-1}
                className={item.startsGroup === true ? "og-menu-group" : undefined}
                onClick={() => {
                  close();
                  item.onChoose();
                }}
              >
                <span aria-hidden="true" className="og-menu-tick">
                  {item.isChecked === true ? "✓" : ""}
                </span>
                {item.label}
              </button>
            ))}
          </div>
        </div>
      )}
    </div>
  );
}
