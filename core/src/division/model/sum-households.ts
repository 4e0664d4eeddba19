import { float } from "../../topology/index.ts";

/** Households of some units of a graph, or of some of its atoms. */
export const sumHouseholds = (
  { households }: { readonly households: Float64Array },
  members: readonly number[],
): number => members.reduce((sum, member) => sum + float(households, member), 0);
