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

/** Gates and barriers that are most likely not what their files say. */
export const groundNotices = (
  notes: readonly NetworkNote[],
  files: { readonly network: string; readonly gates?: string | undefined },
): ProblemText[] => [
  ...gateNotices(notes, files.gates ?? files.network),
  ...barrierNotices(notes, files.network),
];

/** A gate that opens no wall is most likely in the wrong place. */
function gateNotices(notes: readonly NetworkNote[], path: string): ProblemText[] {
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

/** Barriers that stop nobody: of a kind in no table, or on no way. */
function barrierNotices(notes: readonly NetworkNote[], path: string): ProblemText[] {
  return notes.flatMap(({ code, id, position: [lng, lat] }): ProblemText[] => {
    const words = BARRIER_WORDS.get(code);
    if (words === undefined) return [];
    const place = `${path}, ${lng.toFixed(6)}, ${lat.toFixed(6)}`;
    return [{ code, object: id.split("@")[0] ?? "", place, ...words }];
  });
}

const BARRIER_WORDS: ReadonlyMap<string, Pick<ProblemText, "reason" | "advice">> = new Map([
  [
    "coverage.barrier-unknown",
    {
      reason: [
        "路障类型不在对照表里，暂按人人可过计算。",
        "Its kind is in no table, so everybody passes it.",
      ],
      advice: [
        "请改用已知类型，或注明 wheelchair=yes/no。",
        "Give it a known kind, or wheelchair=yes/no.",
      ],
    },
  ],
  [
    "coverage.barrier-astray",
    {
      reason: ["路障不在任何道路上，不起作用。", "It stands on no way, so it stops nobody."],
      advice: ["请核对位置。", "Check where it stands."],
    },
  ],
]);
