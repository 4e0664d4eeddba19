import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import { useText } from "../../i18n/index.ts";
import { loadTwin } from "../../map/index.ts";
import { usePicture, type Picture } from "./compare-picture.ts";
import { useComparedWith, useComparison, useLook, type Look } from "./compare-state.ts";
import type { OpenPlan } from "../state/page-state.ts";
import { TRIED_LAYERS } from "../layers/tried-layers.ts";
import "./compare.css";

/** The other side over the map's left part (卷帘), or beside it; the divider goes by hand and by key. */
export function CompareOverlay({ open }: { readonly open: OpenPlan }) {
  const other = useComparedWith();
  const look = useLook();
  const { data: comparison } = useComparison(open, other);
  const picture = usePicture(open, comparison);
  if (other === null || look === "hatch" || picture === null || comparison === undefined)
    return null;
  const { before } = comparison;
  return (
    <TwinPicture
      key={`${look} ${before.divisionId ?? ""}`}
      look={look}
      picture={picture}
      before={before.kind === "present" ? null : (before.planName ?? "")}
      after={open.plan.name}
    />
  );
}

interface TwinPictureProps {
  readonly look: Exclude<Look, "hatch">;
  readonly picture: Picture;
  /** `null`: the grids in force. */
  readonly before: string | null;
  readonly after: string;
}

const STEP = 0.02;
const clamp = (share: number): number => Math.min(0.98, Math.max(0.02, share));

function TwinPicture({ look, picture, before, after }: TwinPictureProps) {
  const t = useText();
  const [share, setShare] = useState(0.5);
  const twin = useTwin(picture, look === "side");
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
      <p className="og-twin-name og-twin-before" translate={before === null ? undefined : "no"}>
        {before ?? t("plan:compare.present")}
      </p>
      <p className="og-twin-name og-twin-after" translate="no">
        {after}
      </p>
      {isSwipe ? (
        <Divider share={share} onMove={(next) => setShare(clamp(next))} />
      ) : (
        <div className="og-twin-seam" style={{ insetInlineStart: percent }} />
      )}
    </div>
  );
}

interface DividerProps {
  readonly share: number;
  readonly onMove: (share: number) => void;
}

function Divider({ share, onMove }: DividerProps) {
  const t = useText();
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
      aria-label={t("plan:compare.divider")}
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
function useTwin(picture: Picture, isBeside: boolean): React.RefObject<HTMLDivElement | null> {
  const container = useRef<HTMLDivElement>(null);
  const shapes = picture["division-grids"];
  const latest = useRef(picture);
  latest.current = picture;
  useEffect(() => {
    let isOver = false;
    let stop = (): void => undefined;
    const start = async (): Promise<void> => {
      const startTwin = await loadTwin();
      if (isOver || container.current === null) return;
      stop = startTwin(container.current, {
        shapes: latest.current,
        without: TRIED_LAYERS,
        isBeside,
      });
    };
    void start();
    return () => {
      isOver = true;
      stop();
    };
    // The labels come with the shapes; both are made anew with every render.
  }, [shapes, isBeside]);
  return container;
}
