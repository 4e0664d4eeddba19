import {
  useEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
} from "react";
import type { TwinOptions } from "./twin-map.ts";
import "./twin-overlay.css";

type TwinContents = Omit<TwinOptions, "isBeside">;

interface TwinOverlayProps {
  /** The other side over the map's left part (卷帘), or beside it. */
  readonly look: "swipe" | "side";
  readonly contents: TwinContents;
  /** It is drawn anew when this is another one; the contents may be made anew with every render. */
  readonly version: unknown;
  readonly before: string;
  readonly after: string;
  /** Whether the name was written by people: it is not for translation. */
  readonly isBeforeNamed: boolean;
  /** What the divider is called. */
  readonly divider: string;
}

const STEP = 0.02;
const clamp = (share: number): number => Math.min(0.98, Math.max(0.02, share));

/** A second picture over the map or beside it; the divider goes by hand and by key. */
export function TwinOverlay(props: TwinOverlayProps) {
  const { look, before, after, isBeforeNamed } = props;
  const [share, setShare] = useState(0.5);
  const twin = useTwin(props);
  const percent = `${share * 100}%`;
  const isSwipe = look === "swipe";
  return (
    <div className={`og-twin og-twin-${look}`}>
      <div
        ref={twin}
        className="og-twin-map"
        aria-hidden="true"
        style={isSwipe ? { clipPath: `inset(0 ${(1 - share) * 100}% 0 0)` } : undefined}
      />
      <p className="og-twin-name og-twin-before" translate={isBeforeNamed ? "no" : undefined}>
        {before}
      </p>
      <p className="og-twin-name og-twin-after" translate="no">
        {after}
      </p>
      {isSwipe ? (
        <Divider name={props.divider} share={share} onMove={(next) => setShare(clamp(next))} />
      ) : (
        <div className="og-twin-seam" style={{ insetInlineStart: percent }} />
      )}
    </div>
  );
}

interface DividerProps {
  readonly name: string;
  readonly share: number;
  readonly onMove: (share: number) => void;
}

function Divider({ name, share, onMove }: DividerProps) {
  const drag = ({ currentTarget, clientX, buttons }: PointerEvent<HTMLDivElement>): void => {
    const box = currentTarget.parentElement?.getBoundingClientRect();
    if (buttons !== 1 || box === undefined) return;
    onMove((clientX - box.left) / box.width);
  };
  const press = (event: KeyboardEvent): void => {
    const steps = { ArrowLeft: -STEP, ArrowRight: STEP, PageUp: 5 * STEP, PageDown: -5 * STEP };
    const step = Object.entries(steps).find(([key]) => key === event.key)?.[1];
    const ends = { Home: 0, End: 1 };
    const end = Object.entries(ends).find(([key]) => key === event.key)?.[1];
    if (step === undefined && end === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onMove(end ?? share + (step ?? 0));
  };
  return (
    <div
      className="og-twin-divider"
      style={{ insetInlineStart: `${share * 100}%` }}
      role="slider"
      tabIndex={0}
      aria-label={name}
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share * 100)}
      onKeyDown={press}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        drag(event);
      }}
      onPointerMove={drag}
    >
      <span aria-hidden="true">⇔</span>
    </div>
  );
}

/** Draws the other side as long as the picture is the same. */
function useTwin({ contents, version, look }: TwinOverlayProps): RefObject<HTMLDivElement | null> {
  const container = useRef<HTMLDivElement>(null);
  const latest = useRef(contents);
  latest.current = contents;
  useEffect(() => {
    let isOver = false;
    let stop = (): void => undefined;
    const start = async (): Promise<void> => {
      // Brings the map library, so only when it is wanted.
      const { startTwin } = await import("./twin-map.ts");
      if (isOver || container.current === null) return;
      stop = startTwin(container.current, { ...latest.current, isBeside: look === "side" });
    };
    void start();
    return () => {
      isOver = true;
      stop();
    };
  }, [version, look]);
  return container;
}
