import { findFlaws, type Flaw } from "@onegrid/core/division";
import { useMemo } from "react";
import type { OpenPlan } from "./page-state.ts";

/** Flaws of the present state; found again only when it changes. */
export const useFlaws = ({ view }: OpenPlan): readonly Flaw[] =>
  useMemo(() => findFlaws(view.division, view.facts), [view]);
