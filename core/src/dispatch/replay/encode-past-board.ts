import { CASE_LEVELS, CASE_STATES, HANDLING_STEPS, SEVERITIES } from "../model/model.ts";
import { writePlanes } from "../open-cases/byte-planes.ts";
import { NO_WORD, NONE, SECOND_MS } from "../open-cases/open-cases-layout.ts";
import { joinBytes, withPreamble } from "../open-cases/packed-file.ts";
import { isUuid, uuidPlanes } from "../open-cases/uuid-planes.ts";
import {
  COLUMNS,
  DEGREE_PARTS,
  MAGIC,
  NO_STEP,
  REHEARSAL,
  RUNNING,
  type ColumnName,
  type WrittenBoard,
} from "./past-board-layout.ts";
import type { PastBoard, PastCase } from "./past-board.ts";

/**
 * A past board as bytes: 70 a case before packing, and its words. `writeText` makes UTF-8 of a text:
 * `core` knows no encoder.
 */
export function encodePastBoard(
  { cases, ...head }: PastBoard,
  writeText: (text: string) => Uint8Array,
): Uint8Array<ArrayBuffer> {
  const words = wordsOf(cases);
  const ids = cases.map(({ id }) => id);
  const hasUuids = ids.every(isUuid);
  const written: WrittenBoard = {
    ...head,
    count: cases.length,
    numbers: cases.map(({ number }) => number),
    categories: words.categories.list,
    communities: words.communities.list,
    addresses: words.addresses.list,
    units: words.units.list,
    members: words.members.list,
    names: words.names.list,
    ...(hasUuids ? {} : { ids }),
  };
  const columns = columnsOf(cases, words);
  return joinBytes([
    ...withPreamble(MAGIC, writeText(JSON.stringify(written))),
    uuidPlanes(hasUuids ? ids : []),
    ...COLUMNS.map(([name, width]) => writePlanes(columns[name], width)),
  ]);
}

/** The different words of a column: each stands once, and rows hold its place. */
class Words {
  readonly list: readonly string[];
  readonly #places: ReadonlyMap<string, number>;

  constructor(values: readonly (string | null)[]) {
    this.list = [...new Set(values.filter((value) => value !== null))];
    if (this.list.length >= NO_WORD) throw new Error(`${this.list.length} words in one column`);
    this.#places = new Map(this.list.map((word, at) => [word, at]));
  }

  at(word: string | null): number {
    return word === null ? NO_WORD : (this.#places.get(word) ?? NO_WORD);
  }
}

const wordsOf = (cases: readonly PastCase[]) => ({
  categories: new Words(cases.map(({ categoryId }) => categoryId)),
  communities: new Words(cases.map(({ place }) => place.communityId)),
  addresses: new Words(cases.map(({ place }) => place.address)),
  units: new Words(cases.map(({ assignee }) => assignee?.unitId ?? null)),
  members: new Words(cases.map(({ assignee }) => assignee?.memberId ?? null)),
  names: new Words(cases.map(({ assigneeName }) => assigneeName)),
});

type Columns = Readonly<Record<ColumnName, ArrayLike<number>>>;

const wholeSeconds = (ms: number): number => Math.floor(ms / SECOND_MS);

function columnsOf(cases: readonly PastCase[], words: ReturnType<typeof wordsOf>): Columns {
  return {
    ...timesOf(cases),
    lng: cases.map(({ place }) => degrees(place.position?.[0])),
    lat: cases.map(({ place }) => degrees(place.position?.[1])),
    version: cases.map(({ version }) => version),
    category: cases.map(({ categoryId }) => words.categories.at(categoryId)),
    community: cases.map(({ place }) => words.communities.at(place.communityId)),
    address: cases.map(({ place }) => words.addresses.at(place.address)),
    unit: cases.map(({ assignee }) => words.units.at(assignee?.unitId ?? null)),
    member: cases.map(({ assignee }) => words.members.at(assignee?.memberId ?? null)),
    name: cases.map(({ assigneeName }) => words.names.at(assigneeName)),
    state: cases.map(({ state }) => CASE_STATES.indexOf(state)),
    step: cases.map(({ step }) => (step === null ? NO_STEP : HANDLING_STEPS.indexOf(step))),
    level: cases.map(({ level }) => CASE_LEVELS.indexOf(level)),
    severity: cases.map(({ severity }) => SEVERITIES.indexOf(severity)),
    flags: cases.map(
      ({ isRunning, isRehearsal }) => (isRunning ? RUNNING : 0) + (isRehearsal ? REHEARSAL : 0),
    ),
  };
}

const degrees = (value: number | undefined): number =>
  value === undefined ? NONE : Math.round(value * DEGREE_PARTS);

/** Seconds and milliseconds of a moment after another; `NONE` in the seconds where there is none. */
function after(moments: readonly (number | null)[], begins: readonly number[]) {
  const gaps = moments.map((at, row) => (at === null ? null : at - (begins[row] ?? 0)));
  return [
    gaps.map((gap) => (gap === null ? NONE : wholeSeconds(gap))),
    gaps.map((gap) => (gap === null ? 0 : gap - wholeSeconds(gap) * SECOND_MS)),
  ] as const;
}

function timesOf(cases: readonly PastCase[]) {
  const begins = cases.map(({ reportedAt }) => reportedAt);
  const [reported, reportedMs] = after(
    begins,
    begins.map(() => 0),
  );
  const [updated, updatedMs] = after(
    cases.map(({ updatedAt }) => updatedAt),
    begins,
  );
  const [yellow, yellowMs] = after(
    cases.map(({ yellowAt }) => yellowAt),
    begins,
  );
  const [due, dueMs] = after(
    cases.map(({ dueAt }) => dueAt),
    begins,
  );
  return { reported, reportedMs, updated, updatedMs, yellow, yellowMs, due, dueMs };
}
