import { holdsCategory } from "../../access/index.ts";
import type { Case } from "../model/model.ts";
import { isTaskOpen } from "../model/consultation.ts";
import { isHelpOpen } from "../model/cooperation.ts";
import { BODY_KINDS, type BodyKind } from "./departments.ts";

/** What is kept of a body (部门) or a committee. */
export interface DepartmentFacts {
  readonly name: string;
  readonly kind: BodyKind;
  /** The areas that it serves, with all that lies in them. */
  readonly areaIds: readonly string[];
  /** Classes, majors and schemes of its duty list; empty: every class. */
  readonly categories: readonly string[];
}

export interface KnownDepartment extends Omit<DepartmentFacts, "kind"> {
  readonly id: string;
  readonly kind: string;
  /** The first day without it; `null`: in use. */
  readonly validTo: string | null;
}

/** What is added, changed, given up (停用) and taken up again, together or not at all. */
export interface DepartmentChanges {
  readonly add: readonly DepartmentFacts[];
  readonly change: readonly (DepartmentFacts & { readonly id: string })[];
  readonly retire: readonly string[];
  readonly restore: readonly string[];
}

export const DEPARTMENT_FAULTS = [
  "missing",
  "too-long",
  "name-taken",
  "unknown-kind",
  "unknown-area",
  "unknown-class",
  "unknown-body",
  "not-yours",
  "twice",
  "retired",
  "in-use",
  "busy",
  "on-duty-list",
] as const;
export const DEPARTMENT_FIELDS = ["name", "kind", "areas", "classes", "body"] as const;

export interface DepartmentFault {
  readonly fault: (typeof DEPARTMENT_FAULTS)[number];
  readonly field: (typeof DEPARTMENT_FIELDS)[number];
  readonly value: string;
}

export interface PlacedDepartmentFault extends DepartmentFault {
  readonly part: keyof DepartmentChanges;
  readonly index: number;
}

/** What still hangs on a body: it cannot be given up before that is settled. */
export interface DepartmentWork {
  /** Numbers of open cases. */
  readonly cases: readonly string[];
  /** Entries of the duty list (责任清单) that are in force or to come. */
  readonly entries: number;
}

/** What a change is checked against. */
export interface KnownBodies {
  readonly bodies: readonly KnownDepartment[];
  /** Areas that whoever changes it looks after: all of a body's have to be among them. */
  readonly ownAreaIds: ReadonlySet<string>;
  readonly classIds: readonly string[];
  readonly work: ReadonlyMap<string, DepartmentWork>;
}

export const MOST_DEPARTMENT_NAME = 60;

/** Everything that is wrong with a change, each fault with the part of it that it lies in. */
export function findDepartmentFaults(
  changes: DepartmentChanges,
  known: KnownBodies,
): PlacedDepartmentFault[] {
  const after = afterChanges(changes, known.bodies);
  const ids = [...changes.change.map(({ id }) => id), ...changes.retire, ...changes.restore];
  /** What is wrong with naming the body at all, or else with what is to become of it. */
  const about = (id: string, more: () => DepartmentFault[]): DepartmentFault[] => {
    const wrong = subjectFaults(id, known, ids);
    return wrong.length > 0 ? wrong : more();
  };
  return [
    ...placed(
      "add",
      changes.add.map((facts) => factsFaults(facts, after, known)),
    ),
    ...placed(
      "change",
      changes.change.map(({ id, ...facts }) => about(id, () => factsFaults(facts, after, known))),
    ),
    ...placed(
      "retire",
      changes.retire.map((id) => about(id, () => retireFaults(id, known))),
    ),
    ...placed(
      "restore",
      changes.restore.map((id) => about(id, () => restoreFaults(id, known, after))),
    ),
  ];
}

const placed = (
  part: keyof DepartmentChanges,
  faults: readonly (readonly DepartmentFault[])[],
): PlacedDepartmentFault[] =>
  faults.flatMap((some, index) => some.map((fault) => ({ part, index, ...fault })));

type Named = Pick<KnownDepartment, "name" | "areaIds">;

/** The bodies in use once the change has been made. */
function afterChanges(changes: DepartmentChanges, bodies: readonly KnownDepartment[]): Named[] {
  const { add, change, retire, restore } = changes;
  const kept = bodies.filter(
    ({ id, validTo }) =>
      !retire.includes(id) &&
      !change.some((each) => each.id === id) &&
      (validTo === null || restore.includes(id)),
  );
  return [...kept, ...change, ...add];
}

/** The body that a change is about: there, one's own, and named once. */
function subjectFaults(
  id: string,
  { bodies, ownAreaIds }: KnownBodies,
  ids: readonly string[],
): DepartmentFault[] {
  const body = bodies.find((each) => each.id === id);
  if (!body) return [{ fault: "unknown-body", field: "body", value: id }];
  if (!body.areaIds.every((areaId) => ownAreaIds.has(areaId)))
    return [{ fault: "not-yours", field: "body", value: body.name }];
  const isTwice = ids.filter((each) => each === id).length > 1;
  return isTwice ? [{ fault: "twice", field: "body", value: body.name }] : [];
}

function factsFaults(
  facts: DepartmentFacts,
  after: readonly Named[],
  { ownAreaIds, classIds }: KnownBodies,
): DepartmentFault[] {
  const { name, kind, areaIds, categories } = facts;
  const unknownArea = areaIds.find((id) => !ownAreaIds.has(id));
  const unknownClass = categories.find(
    (held) => !classIds.some((classId) => holdsCategory([held], classId)),
  );
  return [
    ...(name.trim() === "" ? [{ fault: "missing", field: "name", value: "" } as const] : []),
    ...(name.length > MOST_DEPARTMENT_NAME
      ? [{ fault: "too-long", field: "name", value: String(MOST_DEPARTMENT_NAME) } as const]
      : []),
    ...(BODY_KINDS.includes(kind)
      ? []
      : [{ fault: "unknown-kind", field: "kind", value: kind } as const]),
    ...(areaIds.length === 0 ? [{ fault: "missing", field: "areas", value: "" } as const] : []),
    ...(unknownArea === undefined
      ? []
      : [{ fault: "unknown-area", field: "areas", value: unknownArea } as const]),
    ...(unknownClass === undefined
      ? []
      : [{ fault: "unknown-class", field: "classes", value: unknownClass } as const]),
    ...nameFaults(facts, after),
  ];
}

/** Two of one name that serve the same area could not be told apart. */
function nameFaults({ name, areaIds }: Named, after: readonly Named[]): DepartmentFault[] {
  const same = after.filter(
    (other) =>
      other.name.trim() === name.trim() && other.areaIds.some((id) => areaIds.includes(id)),
  );
  return name.trim() !== "" && same.length > 1
    ? [{ fault: "name-taken", field: "name", value: name.trim() }]
    : [];
}

function restoreFaults(
  id: string,
  { bodies }: KnownBodies,
  after: readonly Named[],
): DepartmentFault[] {
  const body = bodies.find((each) => each.id === id);
  if (!body) return [];
  if (body.validTo === null) return [{ fault: "in-use", field: "body", value: body.name }];
  return nameFaults(body, after);
}

function retireFaults(id: string, { bodies, work }: KnownBodies): DepartmentFault[] {
  const body = bodies.find((each) => each.id === id);
  if (!body) return [];
  if (body.validTo !== null) return [{ fault: "retired", field: "body", value: body.name }];
  const { cases = [], entries = 0 } = work.get(id) ?? {};
  return [
    ...(cases.length > 0
      ? [{ fault: "busy", field: "body", value: casesWords(cases) } as const]
      : []),
    ...(entries > 0
      ? [{ fault: "on-duty-list", field: "body", value: String(entries) } as const]
      : []),
  ];
}

const MOST_NAMED = 5;

/** The first numbers, and how many more there are. */
const casesWords = (cases: readonly string[]): string =>
  cases.length > MOST_NAMED
    ? `${cases.slice(0, MOST_NAMED).join(", ")} +${cases.length - MOST_NAMED}`
    : cases.join(", ");

/** Whether a case waits for a body: it has it in hand, was called, is asked to a meeting, or has a task to do. */
export const waitsFor = (current: Case, bodyId: string): boolean =>
  current.assignee?.unitId === bodyId ||
  current.cooperations.some((call) => call.calledUnitId === bodyId && isHelpOpen(call)) ||
  (current.consultations ?? []).some(
    ({ state, bodyIds, tasks }) =>
      (state === "called" && bodyIds.includes(bodyId)) ||
      tasks.some((task) => task.ownerId === bodyId && isTaskOpen(task)),
  );
