import type { NetworkNote } from "@onegrid/core/coverage";
import type { ProblemText } from "../command-problem.ts";
import { inWords } from "../terminal.ts";

const MOST_OF_A_KIND = 3;

/** What was settled or is worth a look, on standard error: the first few of a kind, and how many more. */
export function tellNotices(notices: readonly ProblemText[]): void {
  const kinds = new Map<string, ProblemText[]>();
  for (const notice of notices) {
    const same = kinds.get(notice.code);
    if (same === undefined) kinds.set(notice.code, [notice]);
    else same.push(notice);
  }
  for (const same of kinds.values()) {
    const lines = same.slice(0, MOST_OF_A_KIND).map(sentence);
    const more = same.length - lines.length;
    if (more > 0) lines.push(inWords(`  …同类另有 ${more} 处\n`, `  … and ${more} more like it\n`));
    process.stderr.write(lines.join(""));
  }
}

function sentence({ code, object, place, reason, advice }: ProblemText): string {
  const where = place === "" ? object : `${object} (${place})`;
  const text = [inWords(...reason), inWords(...advice)].filter((part) => part !== "").join(" ");
  return `! ${where}: ${text} [${code}]\n`;
}

/** A gate that opens no wall is most likely in the wrong place. */
export function gateNotices(notes: readonly NetworkNote[], path: string): ProblemText[] {
  return notes
    .filter(({ code }) => code === "coverage.gate-without-wall")
    .map(({ code, id, position: [lng, lat] }) => ({
      code,
      object: id,
      place: `${path}, ${lng.toFixed(6)}, ${lat.toFixed(6)}`,
      reason: [
        "这座大门附近没有它的围墙，不起作用。",
        "No wall of its compound stands near this gate, so it opens nothing.",
      ],
      advice: ["请核对位置和小区编号。", "Check its place and the id of its compound."],
    }));
}
