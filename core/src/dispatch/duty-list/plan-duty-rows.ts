import type { Category } from "../rules/categories.ts";
import {
  dutyFault,
  findEntryFaults,
  findPlaceFaults,
  isRepeated,
  type DutyFault,
  type DutyField,
  type KnownDuties,
  type NewDutyEntry,
  type NewDutyPlace,
} from "./change-duty-list.ts";
import {
  dutyPlaceId,
  DUTY_PLACE_KINDS,
  MOST_BUFFER_METRES,
  type DutyPlaceKind,
} from "./duty-place.ts";
import {
  readClasses,
  readDays,
  readTarget,
  readUnit,
  readWhole,
  type Read,
} from "./read-duty-cells.ts";

/** A row of a table, or a feature with its outline, as text. */
export interface DutyRow {
  readonly line: number;
  readonly cells: Readonly<Partial<Record<DutyField, string>>>;
  /** Of a feature: its shape, or why it could not be read. */
  readonly geometry?: NewDutyPlace["geometry"] | null;
  readonly shapeFault?: string | null;
}

export interface PlannedDuty {
  readonly line: number;
  /** `known`: the list says it already. */
  readonly outcome: "new" | "known" | "refused";
  readonly place: NewDutyPlace | null;
  readonly entry: NewDutyEntry | null;
  readonly faults: readonly DutyFault[];
}

export interface DutyPlanning {
  readonly known: KnownDuties;
  readonly categories: readonly Category[];
  readonly today: string;
}

/** Where nothing is said of it; below and above there is room. */
export const USUAL_PRIORITY = 100;
const MOST_CLAUSE = 300;
const MOST_NAME = 60;
const MOST_CODE = 40;

/** What each row of a list (责任清单) would do; one says what another has said already is refused. */
export function planDutyRows(rows: readonly DutyRow[], planning: DutyPlanning): PlannedDuty[] {
  const planned: PlannedDuty[] = [];
  let { known } = planning;
  for (const row of rows) {
    const plan =
      row.geometry === undefined
        ? entryOf(row, { ...planning, known })
        : featureOf(row, { ...planning, known });
    planned.push(plan);
    if (plan.outcome !== "new") continue;
    known = withPlanned(known, plan);
  }
  return planned;
}

const withPlanned = (known: KnownDuties, { place, entry }: PlannedDuty): KnownDuties => ({
  ...known,
  entries: entry ? [...known.entries, entry] : known.entries,
  ...(place && {
    targets: [...known.targets, targetOf(place)],
    places: [...known.places, { ...place, id: dutyPlaceId(place.kind, place.code) }],
  }),
});

const targetOf = ({ kind, code, name }: NewDutyPlace) => ({
  id: dutyPlaceId(kind, code),
  kind,
  code,
  name,
});

const cellOf = ({ cells }: DutyRow, field: DutyField): string => (cells[field] ?? "").trim();

const faultsIn = (reads: readonly Read<unknown>[]): DutyFault[] =>
  reads.flatMap((read) => ("faults" in read ? read.faults : []));

function readEntry(row: DutyRow, { known, categories, today }: DutyPlanning) {
  return {
    unit: readUnit(cellOf(row, "unit"), known.units),
    classes: readClasses(cellOf(row, "classes"), categories),
    target: readTarget(cellOf(row, "area"), known.targets),
    days: readDays({ validFrom: cellOf(row, "validFrom"), lastDay: cellOf(row, "lastDay") }, today),
    priority: readWhole(cellOf(row, "priority"), {
      field: "priority",
      empty: USUAL_PRIORITY,
      most: 999,
    }),
  };
}

function entryOf(row: DutyRow, planning: DutyPlanning): PlannedDuty {
  const { unit, classes, target, days, priority } = readEntry(row, planning);
  const clause = cellOf(row, "clause");
  const tooLong = clause.length > MOST_CLAUSE ? [dutyFault("too-long", "clause", clause)] : [];
  const { line } = row;
  if (
    "faults" in unit ||
    "faults" in classes ||
    "faults" in target ||
    "faults" in days ||
    "faults" in priority ||
    tooLong.length > 0
  )
    return refused(line, [...faultsIn([unit, classes, target, days, priority]), ...tooLong]);
  const entry: NewDutyEntry = {
    unitId: unit.value,
    areaKind: target.value.kind,
    areaId: target.value.id,
    categories: classes.value,
    priority: priority.value,
    clause: clause === "" ? null : clause,
    ...days.value,
  };
  if (planning.known.entries.some((other) => isRepeated(entry, other)))
    return { line, outcome: "known", place: null, entry, faults: [] };
  const faults = findEntryFaults(entry, planning.known);
  return faults.length > 0
    ? refused(line, faults)
    : { line, outcome: "new", place: null, entry, faults };
}

const refused = (line: number, faults: readonly DutyFault[]): PlannedDuty => ({
  line,
  outcome: "refused",
  place: null,
  entry: null,
  faults,
});

const KIND_WORDS: Readonly<Record<DutyPlaceKind, readonly string[]>> = {
  special_grid: ["special_grid", "special", "专属网格"],
  property_area: ["property_area", "property", "物业服务区", "物业"],
  lane: ["lane", "街巷", "街巷责任段"],
};

/** A feature is a place, and where it names a unit an entry for it as well. */
function featureOf(row: DutyRow, planning: DutyPlanning): PlannedDuty {
  const place = placeOf(row, planning.today);
  if ("faults" in place) return refused(row.line, place.faults);
  const faults = findPlaceFaults(place.value, planning.known.places);
  if (faults.length > 0) return refused(row.line, faults);
  const isOwned = cellOf(row, "unit") !== "" || cellOf(row, "classes") !== "";
  const planned = { line: row.line, outcome: "new", place: place.value, entry: null } as const;
  if (!isOwned) return { ...planned, faults };
  const target = targetOf(place.value);
  const known = { ...planning.known, targets: [target] };
  const cells = { ...row.cells, area: target.id };
  const owned = entryOf({ line: row.line, cells }, { ...planning, known });
  return owned.outcome === "refused" ? owned : { ...owned, outcome: "new", place: place.value };
}

function placeOf(row: DutyRow, today: string): Read<NewDutyPlace> {
  const kind = readKind(cellOf(row, "kind"));
  const code = cellOf(row, "code");
  const name = cellOf(row, "name");
  const { geometry = null } = row;
  const days = readDays(
    { validFrom: cellOf(row, "validFrom"), lastDay: cellOf(row, "lastDay") },
    today,
  );
  const buffer = readWhole(cellOf(row, "buffer"), {
    field: "buffer",
    empty: 0,
    most: MOST_BUFFER_METRES,
  });
  const faults = [
    ...lengthFaults("code", code, MOST_CODE),
    ...lengthFaults("name", name, MOST_NAME),
    ...(geometry ? [] : [dutyFault("not-read", "geometry", row.shapeFault ?? "")]),
    ...faultsIn([kind, days, buffer]),
  ];
  if ("faults" in kind || !geometry || "faults" in days || "faults" in buffer) return { faults };
  if (faults.length > 0) return { faults };
  const bufferMetres = kind.value === "lane" ? buffer.value : null;
  return { value: { kind: kind.value, code, name, bufferMetres, geometry, ...days.value } };
}

function readKind(cell: string): Read<DutyPlaceKind> {
  const word = cell.toLowerCase();
  const value = DUTY_PLACE_KINDS.find((each) => KIND_WORDS[each].includes(word));
  if (value) return { value };
  return { faults: [dutyFault(word === "" ? "missing" : "unknown-kind", "kind", cell)] };
}

const lengthFaults = (field: DutyField, text: string, most: number): DutyFault[] =>
  text === "" || text.length > most
    ? [dutyFault(text === "" ? "missing" : "too-long", field, text)]
    : [];
