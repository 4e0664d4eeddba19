import {
  TARGETS,
  type ImportPlan,
  type LayerDescription,
  type PlanTrial,
  type SourceDescription,
} from "@onegrid/core/ingest";
import type { StartImportBody, UploadedFile } from "@onegrid/core/ingest/contract";
import type { Bbox } from "@onegrid/core/geometry";

/** One layer of a file as the user has it so far. */
export interface LayerDraft {
  /** Unique on the page: the file's name and the layer's place in it. */
  readonly key: string;
  readonly description: LayerDescription;
  readonly plan: ImportPlan;
  readonly isIncluded: boolean;
  /** The user has looked at the place on the map and agreed. */
  readonly isCrsConfirmed: boolean;
  /** What `plan` makes of the first rows; of the plan before it while `isTrying`. */
  readonly trial: PlanTrial;
  readonly isTrying: boolean;
  readonly problem: string | null;
}

export interface FileDraft {
  readonly name: string;
  readonly bytes: number;
  readonly description: SourceDescription | null;
  /** The refusal of the server, as it came. */
  readonly refusal: unknown;
  /** Chosen by the user; `null`: the guess. */
  readonly encoding: string | null;
  readonly layers: readonly LayerDraft[];
  readonly isReading: boolean;
}

export function draftFile({ name, bytes, description, refusal }: UploadedFile): FileDraft {
  const layers = description === null ? [] : draftLayers(name, description);
  return { name, bytes, description, refusal, encoding: null, layers, isReading: false };
}

const draftLayers = (file: string, { layers }: SourceDescription): LayerDraft[] =>
  layers.map((description, index) => draftLayer(`${file}/${index}`, description));

const draftLayer = (key: string, description: LayerDescription): LayerDraft => ({
  key,
  description,
  plan: description.plan,
  isIncluded: description.rows !== 0 && description.trial.rows > 0,
  isCrsConfirmed: false,
  trial: description.trial,
  isTrying: false,
  problem: null,
});

/** The file was read again: what the user said about systems and choice of layers is kept. */
export function redraftFile(old: FileDraft, description: SourceDescription): FileDraft {
  const layers = draftLayers(old.name, description).map((fresh) => {
    const before = old.layers.find(({ key }) => key === fresh.key);
    return before === undefined ? fresh : { ...fresh, isIncluded: before.isIncluded };
  });
  return { ...old, description, layers, isReading: false };
}

export const needsPlace = ({ description, plan }: LayerDraft): boolean =>
  description.geometryTypes.length > 0 || plan.geometry.from !== "file";

/** Certain by itself, or looked at and agreed to. */
export const hasCrs = (draft: LayerDraft): boolean =>
  draft.isCrsConfirmed || !needsPlace(draft) || draft.description.crs.isCertain;

export const included = (files: readonly FileDraft[]): LayerDraft[] =>
  files.flatMap(({ layers }) => layers.filter(({ isIncluded }) => isIncluded));

/** What keeps the import from starting, the first of them; with how many layers it is. */
export type Obstacle =
  | { readonly kind: "nothing" }
  | { readonly kind: "reading" }
  | { readonly kind: "crs"; readonly count: number }
  | { readonly kind: "targets"; readonly count: number };

export function findObstacle(files: readonly FileDraft[]): Obstacle | null {
  const layers = included(files);
  if (layers.length === 0) return { kind: "nothing" };
  const noCrs = layers.filter((layer) => !hasCrs(layer)).length;
  if (noCrs > 0) return { kind: "crs", count: noCrs };
  const lacking = layers.filter(
    ({ plan, problem }) => missingTargets(plan).length > 0 || problem !== null,
  ).length;
  if (lacking > 0) return { kind: "targets", count: lacking };
  const isReading = files.some(
    (file) => file.isReading || file.layers.some(({ isTrying }) => isTrying),
  );
  return isReading ? { kind: "reading" } : null;
}

/** At once, without asking the server. */
export function missingTargets({ layer, mapping, defaults }: ImportPlan): string[] {
  if (layer === "osm") return [];
  return TARGETS[layer]
    .filter(
      ({ name, isRequired }) =>
        isRequired && mapping[name] === undefined && (defaults[name] ?? "") === "",
    )
    .map(({ name }) => name);
}

export function startBody(files: readonly FileDraft[], around: string): StartImportBody {
  const name = around.trim();
  return {
    files: files.flatMap((file) => {
      const plans = file.layers
        .filter(({ isIncluded }) => isIncluded)
        .map(({ plan }) => withoutBlanks(plan));
      return plans.length === 0 ? [] : [{ name: file.name, plans }];
    }),
    around: name === "" ? null : name,
  };
}

/** As the body's type has it: arrays that can be written to, and no blank values. */
export function withoutBlanks(plan: ImportPlan): StartImportBody["files"][number]["plans"][number] {
  const defaults = Object.entries(plan.defaults).filter(([, value]) => value !== "");
  return {
    ...plan,
    mapping: { ...plan.mapping },
    defaults: Object.fromEntries(defaults),
    district: plan.district === null ? null : [...plan.district],
  };
}

export function boxOfAll(boxes: readonly (Bbox | null)[]): Bbox | null {
  const known = boxes.filter((box) => box !== null);
  if (known.length === 0) return null;
  const at = (index: number): number[] => known.map((box) => box[index] ?? 0);
  return [Math.min(...at(0)), Math.min(...at(1)), Math.max(...at(2)), Math.max(...at(3))];
}

/** How many previewed buildings and units that come in lie in none of the communities' boxes. */
export function countHomeless(files: readonly FileDraft[], communities: readonly Bbox[]): number {
  const layers = included(files);
  // Areas that come along will hold them.
  if (layers.some(({ plan }) => plan.layer === "areas")) return 0;
  return layers
    .filter(({ plan, trial }) => NEEDY.includes(plan.layer) && trial.accepted > 0)
    .flatMap(({ trial }) => trial.preview)
    .filter(({ type, coordinates }) => {
      const [lng = 0, lat = 0] = coordinates.flat(3).map(Number);
      const isInside = communities.some(
        ([west, south, east, north]) => lng >= west && lng <= east && lat >= south && lat <= north,
      );
      return !type.endsWith("LineString") && !isInside;
    }).length;
}

const NEEDY: readonly ImportPlan["layer"][] = ["buildings", "units", "osm"];

/** What to open first: what needs the user's word, else what everything is counted by. */
export function firstToOpen(files: readonly FileDraft[]): LayerDraft | undefined {
  const layers = included(files);
  return (
    layers.find((layer) => !hasCrs(layer) || missingTargets(layer.plan).length > 0) ??
    layers.find(({ plan }) => plan.layer === "buildings" || plan.layer === "units") ??
    layers[0]
  );
}

/** The trial is of the plan before until the server has answered. */
export const changePlan = (draft: LayerDraft, change: Partial<ImportPlan>): LayerDraft => ({
  ...draft,
  plan: { ...draft.plan, ...change },
  isTrying: true,
});

/** Maps a target to a field; `null` maps it to nothing. */
export function mapTarget(plan: ImportPlan, target: string, field: string | null): ImportPlan {
  const { [target]: _old, ...mapping } = plan.mapping;
  return { ...plan, mapping: field === null ? mapping : { ...mapping, [target]: field } };
}

/** The value for all rows that have none; `null` takes it away. */
export function fixTarget(plan: ImportPlan, target: string, value: string | null): ImportPlan {
  const { [target]: _old, ...defaults } = plan.defaults;
  return { ...plan, defaults: value === null ? defaults : { ...defaults, [target]: value } };
}
