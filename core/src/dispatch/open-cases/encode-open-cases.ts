import type { Position } from "../../geometry/index.ts";
import { CASE_LEVELS, CASE_STATES, SEVERITIES } from "../model/model.ts";
import { writeAsciiJson } from "./ascii-json.ts";
import { writePlanes } from "./byte-planes.ts";
import { writeSteps } from "./nearby-steps.ts";
import type { OpenCase } from "./open-case.ts";
import {
  COLUMNS,
  DEGREE_PARTS,
  FRESH_BYTES,
  MAGIC,
  NO_WORD,
  NONE,
  RECALLED,
  SECOND_MS,
  type ColumnName,
  type OpenCasesHead,
  type WrittenGrid,
  type WrittenHead,
  type WrittenIds,
} from "./open-cases-layout.ts";
import { joinBytes, withPreamble } from "./packed-file.ts";
import { recall } from "./recall.ts";
import { isUuid, uuidPlanes } from "./uuid-planes.ts";

/**
 * Open cases as bytes: some 53 a case, made so that a packer finds what repeats. Times are kept to the
 * second, places to a tenth of a metre. What chance has made is left after packing: ten bytes of each id,
 * and some ten more of place and times (`npm run bench -- desk`).
 */
export function encodeOpenCases(
  cases: readonly OpenCase[],
  head: OpenCasesHead,
): Uint8Array<ArrayBuffer> {
  const sorted = cases.toSorted((a, b) => b.reportedAt - a.reportedAt || (a.id < b.id ? -1 : 1));
  const words = wordsOf(sorted, head);
  const ids = sorted.map(({ id }) => id);
  const hasUuids = ids.every(isUuid);
  const written: WrittenHead = {
    ...head,
    count: sorted.length,
    grids: writtenGrids(words.grids.list, head),
    gridIds: words.grids.written,
    categories: words.categories.list,
    communities: words.communities.list,
    assignees: words.assignees.written,
    ...(hasUuids ? {} : { ids }),
  };
  const columns = columnsOf(sorted, words);
  return joinBytes([
    ...withPreamble(MAGIC, writeAsciiJson(written)),
    words.grids.bytes,
    words.assignees.bytes,
    uuidPlanes(
      hasUuids ? ids : [],
      sorted.map(({ reportedAt }) => wholeSecond(reportedAt)),
    ),
    ...COLUMNS.map(([name, width]) => writePlanes(columns[name], width)),
    ...RECALLED.flatMap(([name, group]) => {
      const { places, fresh } = recall(columns[name], columns[group]);
      return [places, writePlanes(fresh, FRESH_BYTES)];
    }),
  ]);
}

class Words {
  /** UUIDs before other ids. */
  readonly list: readonly string[];
  readonly written: WrittenIds;
  /** The UUIDs of the list. */
  readonly bytes: Uint8Array;
  readonly #places: ReadonlyMap<string, number>;

  constructor(values: readonly (string | null)[]) {
    const all = [...new Set(values.filter((value) => value !== null))];
    const uuids = all.filter(isUuid);
    const others = all.filter((value) => !isUuid(value));
    this.list = [...uuids, ...others];
    if (this.list.length >= NO_WORD) throw new Error(`${this.list.length} words in one column`);
    this.written = { uuids: uuids.length, others };
    this.bytes = uuidPlanes(uuids);
    this.#places = new Map(this.list.map((word, at) => [word, at]));
  }

  at(word: string | null): number {
    return word === null ? NO_WORD : (this.#places.get(word) ?? NO_WORD);
  }
}

interface AllWords {
  readonly categories: Words;
  readonly communities: Words;
  readonly assignees: Words;
  readonly grids: Words;
}

const wordsOf = (cases: readonly OpenCase[], { grids }: OpenCasesHead): AllWords => ({
  categories: new Words(cases.map(({ categoryId }) => categoryId)),
  communities: new Words(cases.map(({ communityId }) => communityId)),
  assignees: new Words(cases.map(({ assigneeId }) => assigneeId)),
  grids: new Words([
    ...grids.map(({ id }) => id),
    ...cases.map(({ gridVersionId }) => gridVersionId),
  ]),
});

function writtenGrids(ids: readonly string[], { grids }: OpenCasesHead): WrittenGrid[] {
  const known = new Map(grids.map((grid) => [grid.id, grid]));
  return ids.map((id) => {
    const { name = "", center = null } = known.get(id) ?? {};
    return { name, center: center && inParts(center) };
  });
}

const inParts = ([lng, lat]: Position): Position => [degrees(lng), degrees(lat)];

/** The second in which an instant lies; a limit that has begun to be late is late. */
const seconds = (at: number): number => Math.ceil(at / SECOND_MS);

const wholeSecond = (at: number): number => Math.floor(at / SECOND_MS) * SECOND_MS;

const degrees = (value: number | undefined): number =>
  value === undefined ? NONE : Math.round(value * DEGREE_PARTS);

function columnsOf(
  cases: readonly OpenCase[],
  words: AllWords,
): Readonly<Record<ColumnName, readonly number[]>> {
  const reported = cases.map(({ reportedAt }) => Math.floor(reportedAt / SECOND_MS));
  const grid = cases.map(({ gridVersionId }) => words.grids.at(gridVersionId));
  const place = (axis: 0 | 1): number[] =>
    writeSteps(
      cases.map(({ position }) => degrees(position?.[axis])),
      grid,
    );
  return {
    category: cases.map(({ categoryId }) => words.categories.at(categoryId)),
    grid,
    lng: place(0),
    lat: place(1),
    reported: reported.map((at, row) => (row === 0 ? at : (reported[row - 1] ?? 0) - at)),
    due: cases.map(({ dueAt }, row) =>
      dueAt === null ? NONE : seconds(dueAt) - (reported[row] ?? 0),
    ),
    soon: cases.map(({ dueAt, soonAt }) =>
      dueAt === null || soonAt === null ? NONE : seconds(dueAt) - seconds(soonAt),
    ),
    version: cases.map(({ version }) => version),
    community: cases.map(({ communityId }) => words.communities.at(communityId)),
    assignee: cases.map(({ assigneeId }) => words.assignees.at(assigneeId)),
    state: cases.map(({ state }) => CASE_STATES.indexOf(state)),
    level: cases.map(({ level }) => CASE_LEVELS.indexOf(level)),
    severity: cases.map(({ severity }) => SEVERITIES.indexOf(severity)),
  };
}
