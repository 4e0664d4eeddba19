import { expect, test } from "vitest";
import { readReport } from "./read-report.ts";

const vitest = (testResults: unknown): string => JSON.stringify({ numPassedTests: 7, testResults });
const playwright = (suites: unknown): string =>
  JSON.stringify({ stats: { expected: 3, flaky: 1 }, suites });

test("a failed test of vitest is named with its file and its first line", () => {
  const text = vitest([
    {
      name: "/a/db/src/x.test.ts",
      status: "failed",
      message: "",
      assertionResults: [
        { fullName: "one", status: "passed", failureMessages: [] },
        { fullName: "two", status: "failed", failureMessages: ["Error: 1 ≠ 2\n    at x.ts"] },
      ],
    },
  ]);
  expect(readReport(text, "/a")).toEqual({
    passed: 7,
    failed: ["db/src/x.test.ts › two › Error: 1 ≠ 2"],
  });
});

test("a file that could not be loaded is named too", () => {
  const file = { name: "/a/x.test.ts", status: "failed", message: "no such module" };
  const text = vitest([{ ...file, assertionResults: [] }]);
  expect(readReport(text, "/a").failed).toEqual(["x.test.ts › no such module"]);
});

test("a failed journey is named without the terminal's colours, one that came right is not", () => {
  const spec = (title: string, status: string) => ({
    title,
    file: "wall.spec.ts",
    tests: [{ status, results: [{ error: { message: "\u001B[31mis cut off\u001B[39m\nat y" } }] }],
  });
  const text = playwright([
    { specs: [spec("a", "flaky")], suites: [{ specs: [spec("b", "unexpected")] }] },
  ]);
  expect(readReport(text, "/a")).toEqual({
    passed: 4,
    failed: ["wall.spec.ts › b › is cut off"],
  });
});
