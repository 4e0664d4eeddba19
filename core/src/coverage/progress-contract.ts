import { Type, type Static } from "typebox";

/** What a computation of coverage does: reads the layers, builds the network, walks it. */
export const COVERAGE_STEPS = ["reading", "network", "computing"] as const;
export type CoverageStep = (typeof COVERAGE_STEPS)[number];

/** `null`: nothing is under way for the question, because it is answered or was never asked. */
export const CoverageProgress = Type.Object({
  step: Type.Union([Type.Enum([...COVERAGE_STEPS]), Type.Null()]),
});
export type CoverageProgress = Static<typeof CoverageProgress>;
