import type { Position } from "@onegrid/core/geometry";
import { create } from "zustand";
import type { Selection } from "./entry.ts";

export interface View {
  readonly center: Position;
  readonly zoom: number;
  readonly bearing: number;
  readonly pitch: number;
}

/** What the user changed about an entry; what is not here stands as the entry says. */
export interface EntrySetting {
  readonly isOn?: boolean;
  /** 0 to 1. */
  readonly opacity?: number;
}

type MapStatus = "starting" | "ready" | "context-lost" | "unsupported";

export interface MapState {
  /** `null` until the map stands somewhere. */
  readonly view: View | null;
  readonly settings: Readonly<Record<string, EntrySetting>>;
  readonly selection: Selection;
  readonly status: MapStatus;
  /** Tiles that failed lately; cleared when something loads again. */
  readonly hasTileTrouble: boolean;
}

const NO_SELECTION: Selection = { kind: "none" };

/** The one state of the map, readable outside React. Written by the page, drawn by `map-host.ts`. */
export const useMapState = create<MapState>(() => ({
  view: null,
  settings: {},
  selection: NO_SELECTION,
  status: "starting",
  hasTileTrouble: false,
}));

export function changeEntry(id: string, change: EntrySetting): void {
  useMapState.setState((state) => ({
    settings: { ...state.settings, [id]: { ...state.settings[id], ...change } },
  }));
}

function select(selection: Selection): void {
  useMapState.setState({ selection });
}

export const selectObject = (layer: string, id: string): void =>
  select({ kind: "object", layer, id });
export const clearSelection = (): void => select(NO_SELECTION);

interface Hovered {
  readonly layer: string;
  readonly id: string;
}

/** What lies under a resting pointer and could be chosen; apart, since nothing else has to look at it. */
export const useHovered = create<{ readonly hovered: Hovered | null }>(() => ({ hovered: null }));

export function hover(object: Hovered | null): void {
  const { hovered } = useHovered.getState();
  if (object?.layer === hovered?.layer && object?.id === hovered?.id) return;
  useHovered.setState({ hovered: object });
}
