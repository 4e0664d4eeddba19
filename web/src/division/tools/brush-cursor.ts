import type { ScreenPoint } from "../../map/index.ts";
import { useDivision } from "../state/page-state.ts";

interface BrushCursor {
  readonly moveTo: (point: ScreenPoint) => void;
  readonly hide: () => void;
  readonly remove: () => void;
}

/** The ring that shows what the brush would touch. It is no layer: it follows every pixel. */
export function showBrush(map: HTMLElement): BrushCursor {
  const ring = document.createElement("div");
  ring.className = "og-brush-ring";
  ring.hidden = true;
  const resize = (): void => {
    const { radiusPixels } = useDivision.getState().brush;
    ring.style.setProperty("--size", `${2 * radiusPixels}px`);
    ring.dataset["single"] = String(radiusPixels === 0);
  };
  resize();
  const stop = useDivision.subscribe((state, old) => {
    if (state.brush !== old.brush) resize();
  });
  map.append(ring);
  return {
    moveTo: ({ x, y }) => {
      ring.hidden = false;
      ring.style.translate = `${x}px ${y}px`;
    },
    hide: () => (ring.hidden = true),
    remove: () => {
      stop();
      ring.remove();
    },
  };
}
