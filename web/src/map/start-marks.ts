import type { Map as MapLibre } from "maplibre-gl";
import { isEntryOn } from "./compose.ts";
import type { DeckOverlay } from "./deck-overlay.ts";
import { presentEntries, subscribeEntries } from "./drawing.ts";
import type { MarkSpec } from "./marks.ts";
import { useMapState } from "./map-store.ts";

function presentMarks(): readonly MarkSpec[] {
  const { settings } = useMapState.getState();
  return presentEntries().flatMap((entry) =>
    isEntryOn(entry, settings[entry.id]) ? (entry.marks ?? []) : [],
  );
}

/** Draws the marks of the entries that are on; loads deck.gl when the first one comes. */
export function startMarks(map: MapLibre): () => void {
  let overlay: DeckOverlay | null = null;
  let isLoading = false;
  let isOver = false;
  const show = (): void => {
    const marks = presentMarks();
    if (overlay !== null) overlay.show(marks);
    else if (marks.length > 0 && !isLoading) void load();
  };
  const load = async (): Promise<void> => {
    isLoading = true;
    const { createDeckOverlay } = await import("./deck-overlay.ts");
    // The map may have gone while the library was on its way.
    if (isOver) return;
    overlay = createDeckOverlay(map);
    show();
  };
  const stops = [
    subscribeEntries(show),
    useMapState.subscribe((state, old) => {
      if (state.settings !== old.settings) show();
    }),
  ];
  return () => {
    isOver = true;
    for (const stop of stops) stop();
    overlay?.remove();
  };
}
