import {
  COMMITTEE_KINDS,
  DEPARTMENT_FAULTS,
  DEPARTMENT_FIELDS,
  type BodyKind,
  type DepartmentFault,
} from "@onegrid/core/dispatch";
import type { KeptBody } from "@onegrid/core/dispatch/departments-contract";
import { isProblem } from "../../api.ts";

/** What the form of a body holds. */
export interface BodyDraft {
  readonly name: string;
  readonly kind: BodyKind;
  readonly areaIds: readonly string[];
  readonly categories: readonly string[];
}

export const EMPTY_BODY: BodyDraft = { name: "", kind: "other", areaIds: [], categories: [] };

export const draftOf = ({ name, kind, areas, categories }: KeptBody): BodyDraft => ({
  name,
  kind,
  categories,
  areaIds: areas.map(({ id }) => id),
});

/** The same body as the server takes it. */
export const factsOf = ({ name, kind, areaIds, categories }: BodyDraft) => ({
  name: name.trim(),
  kind,
  areaIds: [...areaIds],
  categories: [...categories],
});

export const isWhole = ({ name, areaIds }: BodyDraft): boolean =>
  name.trim() !== "" && areaIds.length > 0;

const isCommittee = (kind: string): boolean => COMMITTEE_KINDS.some((each) => each === kind);

export interface BodyFilter {
  readonly words: string;
  readonly group: "all" | "departments" | "committees" | "retired";
}

/** The bodies that somebody looks for, by name or by an area that they serve. */
export const filterBodies = (
  bodies: readonly KeptBody[],
  { words, group }: BodyFilter,
): KeptBody[] => {
  const wanted = words.trim().toLowerCase();
  return bodies.filter(({ name, areas, kind, validTo }) => {
    const isIn =
      group === "retired"
        ? validTo !== null
        : validTo === null && (group === "all" || isCommittee(kind) === (group === "committees"));
    return (
      isIn && [name, ...areas.map((area) => area.name)].join("\n").toLowerCase().includes(wanted)
    );
  });
};

/** What stands against a change that was refused. */
export function faultsOf(error: unknown): DepartmentFault[] {
  const faults = isProblem(error, "dispatch.departments-refused")
    ? error.problem.values["faults"]
    : [];
  if (!Array.isArray(faults)) return [];
  return faults.flatMap((given: unknown) => {
    if (typeof given !== "object" || given === null) return [];
    const told: Readonly<Record<string, unknown>> = { ...given };
    const fault = DEPARTMENT_FAULTS.find((each) => each === told["fault"]);
    const field = DEPARTMENT_FIELDS.find((each) => each === told["field"]);
    return fault && field ? [{ fault, field, value: String(told["value"]) }] : [];
  });
}
