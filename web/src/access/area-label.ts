import type { ReactNode } from "react";
import { areaRows, type Area } from "../organisation/areas.ts";

/** Areas to choose from, each set in below the one above it. */
export const areaOptions = (areas: readonly Area[]): { value: string; label: string }[] =>
  areaRows(areas).map(({ area, depth }) => ({
    value: area.id,
    label: `${"　".repeat(depth)}${area.name}`,
  }));

/** The name of a chosen area: in the list it stands under its parent, by itself it needs no indent. */
export const shownArea = ({ label }: { readonly label?: ReactNode }): ReactNode =>
  typeof label === "string" ? label.trimStart() : label;
