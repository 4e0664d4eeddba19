import { useEffect } from "react";
import { isNarrow, useSidePanel } from "../../ui/index.ts";
import { useDesk } from "./desk-store.ts";

/** On a phone the list gives way to the case that is opened, and comes back when that is closed. */
export function useOneAtATime(): void {
  const hasCase = useDesk(({ detail }) => detail.kind !== "none");
  useEffect(() => {
    if (isNarrow()) useSidePanel.setState({ isOpen: !hasCase });
  }, [hasCase]);
}
