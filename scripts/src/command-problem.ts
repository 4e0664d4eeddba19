import { inWords } from "./terminal.ts";

/** Exit codes of every command. */
export const EXIT = { done: 0, bug: 1, badInput: 2, badUsage: 64 } as const;

/** What is wrong with the input, said so that the user can put it right. */
export interface ProblemText {
  /** `capability.reason`, stable. */
  readonly code: string;
  /** The thing: a file, a feature, an option. */
  readonly object: string;
  /** Where: line, feature number, coordinates; may be empty. */
  readonly place: string;
  readonly reason: readonly [zh: string, en: string];
  readonly advice: readonly [zh: string, en: string];
}

/** Ends a command with everything that is wrong, not the first thing alone. */
export class CommandProblem extends Error {
  readonly problems: readonly ProblemText[];
  readonly exitCode: number;

  constructor(problems: readonly ProblemText[], exitCode: number = EXIT.badInput) {
    super(problems.map((problem) => problem.code).join(", "));
    this.problems = problems;
    this.exitCode = exitCode;
  }
}

const MOST_SHOWN = 20;

/** Runs a command's work; a `CommandProblem` becomes sentences (or JSON) and an exit code. */
export async function runCommand(isJson: boolean, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof CommandProblem)) throw error;
    process.exitCode = error.exitCode;
    if (isJson) process.stdout.write(`${JSON.stringify(asJson(error))}\n`);
    else process.stderr.write(asSentences(error));
  }
}

function asJson({ problems }: CommandProblem) {
  return {
    ok: false,
    problems: problems.map(({ reason, advice, ...rest }) => ({
      ...rest,
      reason: inWords(...reason),
      advice: inWords(...advice),
    })),
  };
}

function asSentences({ problems }: CommandProblem): string {
  const lines = problems.slice(0, MOST_SHOWN).map(({ code, object, place, reason, advice }) => {
    const where = place === "" ? object : `${object} (${place})`;
    return `✗ ${where}: ${inWords(...reason)} ${inWords(...advice)} [${code}]\n`;
  });
  const more = problems.length - MOST_SHOWN;
  if (more > 0) lines.push(inWords(`…另有 ${more} 处\n`, `… and ${more} more\n`));
  return lines.join("");
}
