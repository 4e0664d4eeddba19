import type { RowRefusal } from "@onegrid/core/ingest";
import { reasonText } from "@onegrid/core/ingest";
import { CommandProblem, type ProblemText } from "../command-problem.ts";
import { inWords } from "../terminal.ts";
import type { Feature } from "./read-layer.ts";

/**
 * What is wrong with the input, as it is read: problems stop the command once everything of a file was
 * looked at, notices are settled by rule and told. With `--repair` what has a rule becomes a notice.
 */
export class InputNotes {
  readonly notices: ProblemText[] = [];
  readonly #problems: ProblemText[] = [];
  readonly isRepairing: boolean;

  constructor(isRepairing: boolean) {
    this.isRepairing = isRepairing;
  }

  notice(note: ProblemText): void {
    this.notices.push(note);
  }

  problem(problem: ProblemText): void {
    this.#problems.push(problem);
  }

  /** A problem that a rule can settle: told only when the user asked for that. */
  settled(problem: ProblemText): void {
    (this.isRepairing ? this.notices : this.#problems).push(problem);
  }

  throwProblems(): void {
    if (this.#problems.length > 0) throw new CommandProblem(this.#problems);
  }
}

export const at = (feature: Feature, path: string) => ({
  object: feature.id || path,
  place: `${path}, feature ${feature.number}`,
});

/** A fault of the geometry with its coordinates, where it has any. */
export function faultOf(feature: Feature, path: string, fault: RowRefusal): ProblemText {
  const { object, place } = at(feature, path);
  const where = "lng" in fault ? `, ${fault.lng.toFixed(7)}, ${fault.lat.toFixed(7)}` : "";
  return {
    code: fault.code,
    object,
    place: `${place}${where}`,
    reason: [reasonText(fault, "zh-CN"), reasonText(fault, "en")],
    advice: [
      "请更正该要素，或加 --repair 按规则处理。",
      "Mend the feature, or add --repair to have it settled by rule.",
    ],
  };
}

const MOST_TOLD = 20;

/** One line each on standard error; the report has all of them. */
export function tellNotices(notices: readonly ProblemText[]): void {
  const lines = notices.slice(0, MOST_TOLD).map(({ code, object, place, reason }) => {
    const where = place === "" ? object : `${object} (${place})`;
    return `! ${where}: ${inWords(...reason)} [${code}]\n`;
  });
  const more = notices.length - MOST_TOLD;
  if (more > 0)
    lines.push(
      inWords(`…另有 ${more} 条，全部见 --report\n`, `… and ${more} more: see --report for all\n`),
    );
  process.stderr.write(lines.join(""));
}

/** As the report has them, in both languages. */
export const noticeRecord = ({ code, object, place, reason: [zh, en] }: ProblemText) => ({
  code,
  object,
  place,
  zh,
  en,
});
