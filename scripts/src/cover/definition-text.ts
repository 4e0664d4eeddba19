import type { CoverageDefinition } from "@onegrid/core/coverage";
import { inWords } from "../terminal.ts";

/** The label that stands beside every number. */
export function definitionText({ measure, gates }: CoverageDefinition): string {
  const limit =
    measure.basis === "distance"
      ? inWords(`步行${measure.metres}米`, `${measure.metres} m on foot`)
      : inWords(
          `步行${measure.seconds / 60}分钟（${measure.metresPerSecond} m/s）`,
          `${measure.seconds / 60} min on foot at ${measure.metresPerSecond} m/s`,
        );
  const open =
    gates === "optimistic"
      ? inWords("推断大门视为开放", "inferred gates open")
      : inWords("推断大门视为关闭", "inferred gates closed");
  return inWords(`${limit}·路网·${open}`, `${limit}, over the network, ${open}`);
}
