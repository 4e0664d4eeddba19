import { create } from "zustand";

/** Which dialog of the page's frame is open. */
export const useDialogs = create<{ readonly open: "none" | "palette" | "sheet" }>(() => ({
  open: "none",
}));

export const closeDialog = (): void => useDialogs.setState({ open: "none" });
