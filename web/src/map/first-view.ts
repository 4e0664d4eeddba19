import type { Bbox } from "@onegrid/core/geometry";
import { create } from "zustand";

/** Where a visitor without a link begins: the area of their duty; `null` while it is not known. */
export const useFirstView = create<{ readonly box: Bbox | null }>(() => ({ box: null }));
