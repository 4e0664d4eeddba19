import type { MultiPolygon, Polygon } from "@onegrid/core/geometry";
import type { RowRefusal } from "@onegrid/core/ingest";

/**
 * Whether a ring that is told to cross itself only touches itself, at a vertex that it has twice. Files of
 * statistical areas are full of these, and the planar map takes them as they are.
 */
export function isTouchOnly(geometry: Polygon | MultiPolygon, fault: RowRefusal): boolean {
  if (fault.code !== "ingest.ring-crosses") return false;
  const parts = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  return parts.flat().some((ring) => {
    const open = ring.slice(1);
    return open.filter(([lng, lat]) => lng === fault.lng && lat === fault.lat).length > 1;
  });
}
