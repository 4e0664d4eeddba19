import { useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from "react";
import { create } from "zustand";
import { IconButton } from "./icon-button.tsx";
import { ChevronLeftIcon, ChevronRightIcon } from "./icons.tsx";

const NARROWEST = 260;
/** A page of charts has another width than a list, and each keeps its own. */
const USUAL = { stored: "onegrid.panel-width", width: 340, widest: 640 };
const WIDE = { stored: "onegrid.panel-width-wide", width: 600, widest: 1000 };
const STEP = 20;

type Range = typeof USUAL;

const clamp = (width: number, { widest }: Range): number =>
  Math.round(Math.min(widest, Math.max(NARROWEST, width)));

const storedWidth = (range: Range): number =>
  clamp(Number(localStorage.getItem(range.stored) ?? range.width) || range.width, range);

/** Whether the left panel is open; a command and the panel's own button switch it. */
export const useSidePanel = create<{ readonly isOpen: boolean }>(() => ({
  isOpen: globalThis.innerWidth > 720,
}));

interface SidePanelProps {
  readonly label: string;
  readonly isWide?: boolean;
  readonly texts: { readonly collapse: string; readonly expand: string; readonly resize: string };
  readonly children: ReactNode;
}

/** The left column: as wide as the user likes, or folded away. */
export function SidePanel({ label, isWide = false, texts, children }: SidePanelProps) {
  const range = isWide ? WIDE : USUAL;
  const isOpen = useSidePanel((state) => state.isOpen);
  const [width, setWidth] = useState(() => storedWidth(range));
  const keep = (next: number): void => {
    setWidth(clamp(next, range));
    localStorage.setItem(range.stored, String(clamp(next, range)));
  };
  const toggle = (
    <IconButton
      className="og-panel-toggle"
      label={isOpen ? texts.collapse : texts.expand}
      aria-expanded={isOpen}
      onClick={() => useSidePanel.setState({ isOpen: !isOpen })}
    >
      {isOpen ? <ChevronLeftIcon /> : <ChevronRightIcon />}
      {/* On a phone, where nothing hovers and the page begins with the map alone. */}
      <span className="og-panel-toggle-words">{isOpen ? texts.collapse : texts.expand}</span>
    </IconButton>
  );
  if (!isOpen) return <div className="og-panel-folded">{toggle}</div>;
  return (
    <aside className="og-panel" aria-label={label} style={{ width }}>
      <div className="og-panel-body">{children}</div>
      <ResizeHandle label={texts.resize} width={width} widest={range.widest} onChange={keep} />
      {toggle}
    </aside>
  );
}

interface ResizeHandleProps {
  readonly label: string;
  readonly width: number;
  readonly widest: number;
  readonly onChange: (width: number) => void;
}

function ResizeHandle({ label, width, widest, onChange }: ResizeHandleProps) {
  const start = useRef<{ x: number; width: number } | null>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "ArrowLeft") onChange(width - STEP);
    else if (event.key === "ArrowRight") onChange(width + STEP);
    else if (event.key === "Home") onChange(NARROWEST);
    else if (event.key === "End") onChange(widest);
    else return;
    event.preventDefault();
  };
  const onDown = (event: PointerEvent<HTMLDivElement>): void => {
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { x: event.clientX, width };
  };
  const onMove = (event: PointerEvent): void => {
    if (start.current !== null) onChange(start.current.width + event.clientX - start.current.x);
  };
  return (
    <div
      className="og-panel-handle"
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation="vertical"
      aria-valuenow={width}
      aria-valuemin={NARROWEST}
      aria-valuemax={widest}
      onKeyDown={onKeyDown}
      onPointerDown={onDown}
      onPointerMove={onMove}
      onPointerUp={() => (start.current = null)}
    />
  );
}
