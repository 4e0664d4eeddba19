import { useEffect, useRef, useState, type KeyboardEvent } from "react";

const itemsIn = (menu: HTMLElement | null): HTMLButtonElement[] => [
  ...(menu?.querySelectorAll<HTMLButtonElement>("[role^=menuitem]") ?? []),
];

/** Where an arrow, Home or End leads from place `at` of `count`; `null` for other keys. */
function nextPlace(key: string, at: number, count: number): number | null {
  if (key === "ArrowDown") return (at + 1) % count;
  if (key === "ArrowUp") return (at - 1 + count) % count;
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : null;
}

/** Opening, keys and focus of a menu (ARIA menu button). */
export function useMenu() {
  const [isOpen, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isOpen) return undefined;
    itemsIn(menu.current)[0]?.focus();
    const closeOutside = ({ target }: PointerEvent): void => {
      if (target instanceof Node && box.current?.contains(target) !== true) setOpen(false);
    };
    document.addEventListener("pointerdown", closeOutside);
    return () => document.removeEventListener("pointerdown", closeOutside);
  }, [isOpen]);
  const close = (): void => {
    setOpen(false);
    box.current?.querySelector("button")?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const items = itemsIn(menu.current);
    const at = items.findIndex((item) => item === document.activeElement);
    const next = nextPlace(event.key, at, items.length);
    if (event.key === "Tab") close();
    if (next === null && event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    if (next === null) close();
    else items[next]?.focus();
  };
  return { isOpen, toggle: () => setOpen(!isOpen), close, box, menu, onKeyDown };
}
