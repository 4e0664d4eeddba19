import {
  dutyColumns,
  planDutyRows,
  type DutyField,
  type DutyRow,
  type PlannedDuty,
} from "@onegrid/core/dispatch";
import type { DutyPreviewReply } from "@onegrid/core/dispatch/duty-list-contract";
import type { Bbox } from "@onegrid/core/geometry";
import {
  cellText,
  createGeometryCheck,
  reasonText,
  type IngestRefusal,
  type SourceFeature,
} from "@onegrid/core/ingest";
import type { Db } from "@onegrid/db";
import { localDay } from "../../access/sessions.ts";
import { withReader } from "../../ingest/describe-source.ts";
import type { Reader, ReaderLayer } from "../../ingest/readers/reader.ts";
import type { Language } from "../../problem-sentence.ts";
import { Problem } from "../../problem.ts";
import { rulesOf } from "../rules/rules-in-force.ts";
import { knownDuties, wholeBox } from "./known-duties.ts";

export const MOST_DUTY_BYTES = 20_000_000;
const MOST_ROWS = 5000;

interface AskedFile {
  readonly path: string;
  readonly name: string;
  readonly language: Language;
  readonly now: Date;
}

/** What each row of a table, or each feature of a map, would add to the duty list (责任清单). */
export async function previewDutyFile(db: Db, asked: AskedFile): Promise<DutyPreviewReply> {
  const options = { name: asked.name, mostBytes: MOST_DUTY_BYTES };
  const box = await wholeBox(db);
  const read = await withReader(asked.path, options, (reader) => rowsOf(reader, asked, box));
  if (!read.ok) throw new Problem(read.error);
  if (read.value.length === 0) throw new Problem({ code: "ingest.file-empty", file: asked.name });
  const today = localDay(asked.now);
  const { book } = await rulesOf(db);
  const planned = planDutyRows(read.value, {
    known: await knownDuties(db, today),
    categories: book.categories,
    today,
  });
  return { fileName: asked.name, rows: planned.map(rowReply) };
}

async function rowsOf(reader: Reader, asked: AskedFile, box: Bbox | null): Promise<DutyRow[]> {
  const [layer] = reader.layers;
  const rows: SourceFeature[] = [];
  if (!layer) return [];
  const reading = { signal: undefined, progress: { bytes: 0 } };
  for await (const batch of reader.read(layer, reading)) {
    rows.push(...batch);
    if (rows.length > MOST_ROWS)
      throw new Problem({
        code: "ingest.file-too-complex",
        file: asked.name,
        detail: "rows",
        limit: MOST_ROWS,
      });
  }
  const headings = [...new Set(rows.flatMap(({ properties }) => Object.keys(properties)))];
  const columns = dutyColumns(headings);
  const isTable = reader.format === "csv" || reader.format === "xlsx";
  const shape = isTable ? null : shapesOf(layer, asked.language, box);
  return rows.map((row, index) => ({
    line: row.place.line ?? row.place.feature ?? index + 1,
    cells: cellsOf(row, columns),
    ...shape?.(row),
  }));
}

const cellsOf = ({ properties }: SourceFeature, columns: ReadonlyMap<DutyField, string>) =>
  Object.fromEntries(
    [...columns].map(([field, heading]) => [field, cellText(properties[heading]).slice(0, 4000)]),
  );

/** Shapes in degrees, checked as every import's are. A file that names no system is in degrees. */
function shapesOf(layer: ReaderLayer, language: Language, district: Bbox | null) {
  const declared = layer.declaredCrs;
  const crs = (declared ? declared.crs : layer.formatCrs) ?? (declared ? "" : "EPSG:4326");
  const check = createGeometryCheck({ crs, axisOrder: "xy", district });
  return ({ geometry, fault }: SourceFeature): Shape => {
    if (fault) return unread(fault, language);
    if (!check) return unread({ code: "ingest.crs-unknown", crs: declared?.text ?? "" }, language);
    if (!geometry) return unread({ code: "ingest.geometry-missing" }, language);
    const checked = check(geometry);
    return checked.ok ? { geometry: checked.value.geometry } : unread(checked.error, language);
  };
}

type Shape = Pick<DutyRow, "geometry" | "shapeFault">;

const unread = (why: IngestRefusal, language: Language): Shape => ({
  geometry: null,
  shapeFault: reasonText(why, language),
});

type Reply = DutyPreviewReply["rows"][number];

/** What a planned place carries went through the check above, so it is one of the shapes that are sent. */
const rowReply = ({ entry, place, faults, ...row }: PlannedDuty): Reply => ({
  ...row,
  faults: [...faults],
  entry: entry && { ...entry, categories: entry.categories && [...entry.categories] },
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a checked shape, with the kind's own type
  place: place as Reply["place"],
});
