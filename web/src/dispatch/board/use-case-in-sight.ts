import type { Position } from "@onegrid/core/geometry";
import { useEffect, useRef } from "react";
import { goTo, keepInSight, useMapState } from "../../map/index.ts";
import { useDesk } from "./desk-store.ts";
import { respondersInView } from "./map-entries.ts";

const CLOSE_ZOOM = 16;

/**
 * Keeps the chosen case beside its card. The card has to stand before the map can make room for it, so
 * this follows what is drawn and not the choice.
 */
export function useCaseInSight(): void {
  const detail = useDesk((state) => state.detail);
  const advice = useDesk((state) => state.advice);
  const approach = useDesk((state) => state.approach);
  const approached = useRef(approach);
  const place = detail.kind === "open" ? detail.data.card.place.position : null;
  const [lng, lat] = place ?? [];
  const caseId = detail.kind === "open" ? detail.id : null;
  useEffect(() => {
    if (lng === undefined || lat === undefined) return;
    if (approached.current === approach) return keepInSight([lng, lat]);
    approached.current = approach;
    goTo([lng, lat], Math.max(CLOSE_ZOOM, useMapState.getState().view?.zoom ?? 0));
  }, [caseId, lng, lat, approach]);
  useEffect(() => {
    if (lng === undefined || lat === undefined || advice.kind !== "ready") return;
    const others = respondersInView(advice).map(({ position }): Position => position);
    keepInSight([lng, lat], others);
  }, [advice, lng, lat]);
}
