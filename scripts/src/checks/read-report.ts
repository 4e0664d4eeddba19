import { relative } from "node:path";

/** What a runner has written of its own run, of vitest or of Playwright. */
export interface Outcome {
  readonly passed: number;
  /** One line each: file, test, and the first line of what was wrong. */
  readonly failed: readonly string[];
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly testResults: readonly {
    /** Whole path of the file. */
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages?: readonly string[] | null;
    }[];
  }[];
}

interface PlaywrightReport {
  readonly stats: { readonly expected: number; readonly flaky: number };
  readonly suites: readonly PlaywrightSuite[];
}

interface PlaywrightSuite {
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs: readonly {
    readonly title: string;
    readonly file: string;
    readonly tests: readonly {
      readonly status: string;
      readonly results: readonly { readonly error?: { readonly message?: string } }[];
    }[];
  }[];
}

/** Reads the report of a run in the folder `root`; throws SyntaxError where it was cut off. */
export function readReport(text: string, root: string): Outcome {
  const report: VitestReport | PlaywrightReport = JSON.parse(text);
  return "stats" in report ? readPlaywright(report) : readVitest(report, root);
}

function readVitest({ numPassedTests, testResults }: VitestReport, root: string): Outcome {
  const failed = testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(root, name);
    const tests = assertionResults.filter((test) => test.status === "failed");
    // A file that could not be loaded, or whose set-up failed, has no failed test.
    if (tests.length === 0) return status === "failed" ? [lineOf(file, "", message)] : [];
    return tests.map((test) => lineOf(file, test.fullName, test.failureMessages?.[0] ?? ""));
  });
  return { passed: numPassedTests, failed };
}

function readPlaywright({ stats, suites }: PlaywrightReport): Outcome {
  return { passed: stats.expected + stats.flaky, failed: suites.flatMap(failedIn) };
}

function failedIn({ suites = [], specs }: PlaywrightSuite): readonly string[] {
  const own = specs.flatMap(({ title, file, tests }) =>
    tests
      .filter(({ status }) => status === "unexpected")
      .map(({ results }) => lineOf(file, title, results[0]?.error?.message ?? "")),
  );
  return [...own, ...suites.flatMap(failedIn)];
}

// oxlint-disable-next-line no-control-regex -- the colours of a terminal begin with one
const COLOURS = /\u001B\[[\d;]*m/g;

const lineOf = (file: string, title: string, message: string): string =>
  [file, title, message.replaceAll(COLOURS, "").trim().split("\n")[0]].filter(Boolean).join(" › ");
