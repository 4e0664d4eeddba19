import { useId, type ReactNode } from "react";
import { useMenu } from "./use-menu.ts";

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

/** A button with a menu: arrows, Home, End, Escape; focus comes back. */
export function MenuButton({ label, face, header, items }: MenuButtonProps) {
  const { isOpen, toggle, close, box, menu, onKeyDown } = useMenu();
  const id = useId();
  return (
    <div className="og-menu-box" ref={box}>
      <button
        type="button"
        className="og-text-button"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        title={label}
        onClick={toggle}
      >
        {/* No aria-label: what is to be read on the button must be part of its name. */}
        <span className="og-hidden">{label}</span>
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
              <MenuRow key={item.id} item={item} onLeave={close} />
            ))}
          </div>
        </div>
      )}
    </div>
  );
}

function MenuRow({ item, onLeave }: { readonly item: MenuItem; readonly onLeave: () => void }) {
  return (
    <button
      type="button"
      role={item.isChecked === undefined ? "menuitem" : "menuitemradio"}
      aria-checked={item.isChecked}
      tabIndex={-1}
      className={item.startsGroup === true ? "og-menu-group" : undefined}
      onClick={() => {
        onLeave();
        item.onChoose();
      }}
    >
      <span aria-hidden="true" className="og-menu-tick">
        {item.isChecked === true ? "✓" : ""}
      </span>
      {item.label}
    </button>
  );
}
