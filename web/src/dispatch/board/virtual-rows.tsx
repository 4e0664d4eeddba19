import {
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from "react";

interface VirtualRowsProps {
  readonly label: string;
  readonly count: number;
  readonly rowHeight: number;
  /** Kept in view; -1 for none. */
  readonly activeIndex: number;
  readonly renderRow: (index: number) => ReactNode;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
}

const ROWS_BEYOND = 6;

/** A long list of rows of one height: only those in view are in the page. */
export function VirtualRows(props: VirtualRowsProps) {
  const { label, count, rowHeight, activeIndex, renderRow, onKeyDown } = props;
  const box = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const height = useHeight(box);
  useKeptInView(box, activeIndex, rowHeight);
  const first = Math.max(0, Math.floor(top / rowHeight) - ROWS_BEYOND);
  const last = Math.min(count, Math.ceil((top + height) / rowHeight) + ROWS_BEYOND);
  return (
    <div
      ref={box}
      className="og-rows"
      role="grid"
      aria-label={label}
      aria-rowcount={count}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      onKeyDown={onKeyDown}
    >
      <div role="presentation" style={{ height: count * rowHeight, position: "relative" }}>
        <div role="presentation" style={{ transform: `translateY(${first * rowHeight}px)` }}>
          {Array.from({ length: Math.max(0, last - first) }, (_, k) => renderRow(first + k))}
        </div>
      </div>
    </div>
  );
}

function useHeight(box: React.RefObject<HTMLDivElement | null>): number {
  const [height, setHeight] = useState(600);
  useLayoutEffect(() => {
    const { current } = box;
    if (current === null) return undefined;
    const observer = new ResizeObserver(() => setHeight(current.clientHeight));
    observer.observe(current);
    return () => observer.disconnect();
  }, [box]);
  return height;
}

function useKeptInView(
  box: React.RefObject<HTMLDivElement | null>,
  index: number,
  rowHeight: number,
): void {
  useEffect(() => {
    const { current } = box;
    if (current === null || index < 0) return;
    const top = index * rowHeight;
    const isAbove = top < current.scrollTop;
    const isBelow = top + rowHeight > current.scrollTop + current.clientHeight;
    if (isAbove) current.scrollTop = top;
    else if (isBelow) current.scrollTop = top + rowHeight - current.clientHeight;
  }, [box, index, rowHeight]);
}
