import { useEffect } from "react";
import { useText } from "../i18n/index.ts";

/** What the tab, the history and a screen reader call the page: its own name before that of the product. */
export function usePageTitle(title: string): void {
  const brand = useText()("shell:brand");
  useEffect(() => {
    document.title = title === "" ? brand : `${title} · ${brand}`;
    return () => {
      document.title = brand;
    };
  }, [title, brand]);
}
