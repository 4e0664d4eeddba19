import type { ReactNode } from "react";

/** The name of a chosen area: in the list it stands under its parent, by itself it needs no indent. */
export const shownArea = ({ label }: { readonly label?: ReactNode }): ReactNode =>
  typeof label === "string" ? label.trimStart() : label;
