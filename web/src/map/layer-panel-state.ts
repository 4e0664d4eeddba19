import { create } from "zustand";

/** Folded at first where it would cover the map. */
export const useLayerPanel = create<{ readonly isOpen: boolean }>(() => ({
  isOpen: globalThis.innerWidth >= 1_200,
}));
