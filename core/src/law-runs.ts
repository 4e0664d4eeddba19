import { inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    /** Whether laws are tried as often as is promised, rather than as often as everybody has time for. */
    readonly isLongRun: boolean;
  }
}

/** How often a law is tried: usually, and in a long run (`npm run soak`). For tests alone. */
export const lawRuns = (usually: number, inLongRun: number): number =>
  inject("isLongRun") ? inLongRun : usually;
