import { findDuplicates } from "@onegrid/core/dispatch";
import type { Row } from "../coverage/table.ts";
import { spreadOf, short } from "../coverage/timing.ts";
import { makePairs, type LabelledPair } from "./labelled-pairs.ts";

const SEED = 20_261_122;
const LOOKUPS = 300;

interface Judged {
  readonly found: number;
  readonly same: number;
  readonly wrong: number;
}

/** Recall, precision and the time of one look among all, on made pairs of which the answer is known. */
export function duplicateRows(pairs: number): Row[] {
  const made = makePairs(pairs, SEED);
  const all = judge(made);
  const families = [...new Set(made.map(({ report }) => report.category.family))].toSorted();
  const byFamily = families.map((family) => {
    const own = judge(made.filter(({ existing }) => existing.category.family === family));
    return { family, ...own, recall: recallOf(own), precision: precisionOf(own) };
  });
  const worst = (key: "recall" | "precision") =>
    byFamily.toSorted((a, b) => a[key] - b[key])[0] ?? { family: "", recall: 0, precision: 0 };
  const { median, p99 } = timeLooks(made);
  return [
    {
      figure: `duplicates, ${pairs} labelled pairs: recall`,
      wanted: "≥ 95 %",
      ours: `${all.found}/${all.same} = ${percent(recallOf(all))}`,
      checked: `worst class family ${worst("recall").family} ${percent(worst("recall").recall)}`,
      isMet: recallOf(all) >= 0.95 && worst("recall").recall >= 0.95,
    },
    {
      figure: "duplicates: precision",
      wanted: "≥ 80 %",
      ours: `${all.found}/${all.found + all.wrong} = ${percent(precisionOf(all))}`,
      checked: `worst class family ${worst("precision").family} ${percent(worst("precision").precision)}`,
      isMet: precisionOf(all) >= 0.8 && worst("precision").precision >= 0.8,
    },
    {
      figure: `duplicates: one look among ${pairs} cases`,
      wanted: "≤ 50 ms",
      ours: `${short(median)} ms, p99 ${short(p99)} ms`,
      isMet: p99 <= 50,
    },
    ...byFamily.map(({ family, found, same, wrong, recall, precision }) => ({
      figure: `duplicates of family ${family}`,
      wanted: "95 %, 80 %",
      ours: `recall ${found}/${same} = ${percent(recall)}, precision ${found}/${found + wrong} = ${percent(precision)}`,
      isMet: recall >= 0.95 && precision >= 0.8,
    })),
  ];
}

function timeLooks(pairs: readonly LabelledPair[]) {
  const all = pairs.map(({ existing }) => existing);
  const taken = pairs.slice(0, LOOKUPS).map(({ report }) => {
    const start = performance.now();
    findDuplicates(report, all);
    return performance.now() - start;
  });
  const p99 = taken.toSorted((a, b) => a - b)[Math.floor(taken.length * 0.99)] ?? 0;
  return { median: spreadOf(taken).median, p99 };
}

function judge(pairs: readonly LabelledPair[]): Judged {
  const proposed = pairs.filter(
    ({ existing, report }) => findDuplicates(report, [existing]).length > 0,
  );
  const found = proposed.filter(({ isSame }) => isSame).length;
  const same = pairs.filter(({ isSame }) => isSame).length;
  return { found, same, wrong: proposed.length - found };
}

const recallOf = ({ found, same }: Judged): number => (same === 0 ? 1 : found / same);
const precisionOf = ({ found, wrong }: Judged): number =>
  found + wrong === 0 ? 1 : found / (found + wrong);
const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;
