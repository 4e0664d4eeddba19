import type { GroundProblem, GroundReply } from "@onegrid/core/division/contract";
import { count, isTextKey, type Translate } from "../../i18n/index.ts";
import type { Repair } from "./ground-state.ts";

/** Kinds in the order in which a planner should look at them. */
const ORDER = [
  "outside",
  "small-part",
  "link-lost",
  "gap",
  "overlap",
  "large-unit",
  "no-households",
  "crosses-line",
  "crosses-community",
  "same-place",
  "hanging",
  "in-parts",
  "sliver",
  "no-ground",
  "bad-geometry",
  "estimated",
];

const rank = (kind: string): number => (ORDER.includes(kind) ? ORDER.indexOf(kind) : Infinity);

export interface ProblemGroup {
  readonly kind: string;
  readonly problems: readonly GroundProblem[];
}

export function groupProblems(problems: readonly GroundProblem[]): ProblemGroup[] {
  const groups = new Map<string, GroundProblem[]>();
  for (const problem of problems)
    groups.set(problem.kind, [...(groups.get(problem.kind) ?? []), problem]);
  return [...groups]
    .map(([kind, of]) => ({ kind, problems: of }))
    .toSorted((a, b) => rank(a.kind) - rank(b.kind));
}

export function kindTitle(kind: string, t: Translate): string {
  const key = `plan:ground.kind.${kind}`;
  return isTextKey(key) ? t(key) : kind;
}

/** What to know of a kind; empty where its title says it all. */
export function kindAbout(kind: string, t: Translate): string {
  const key = `plan:ground.about.${kind}`;
  return isTextKey(key) ? t(key) : "";
}

const MOST_NAMES = 3;

/** What a problem is about, by the names that people know. */
export function whatOf(problem: GroundProblem, ground: GroundReply, t: Translate): string {
  const { ids, areaSquareMetres, givenTo } = problem;
  const named = ids.map((id) => nameOf(id, ground, t));
  const more = named.length - MOST_NAMES;
  const shown = named.slice(0, MOST_NAMES).join("、");
  const names = more > 0 ? t("plan:ground.more", { names: shown, count: more }) : shown;
  const area =
    areaSquareMetres >= 1
      ? t("plan:ground.area", { area: count(Math.round(areaSquareMetres)) })
      : "";
  const owner =
    givenTo === undefined ? "" : t("plan:ground.gaveTo", { name: nameOf(givenTo, ground, t) });
  return [names, area, owner].filter((text) => text !== "").join(" · ");
}

export function nameOf(id: string, { names }: GroundReply, t: Translate): string {
  if (id.startsWith("ground:")) return t("plan:ground.bareGround");
  const name = names[id] ?? "";
  return name === "" ? t("plan:ground.nameless") : name;
}

/** What a button says that settles something. */
export function repairWords(repair: Repair, ground: GroundReply, t: Translate): string {
  switch (repair.kind) {
    case "give":
      return t("plan:ground.give", { name: nameOf(repair.to, ground, t) });
    case "adopt":
      return t("plan:ground.adopt");
    case "link":
      return t("plan:ground.link", { name: nameOf(repair.otherId, ground, t) });
    default:
      return t("plan:ground.accept");
  }
}

/** What was settled, as the list of repairs tells it. */
export function repairTold(repair: Repair, ground: GroundReply, t: Translate): string {
  switch (repair.kind) {
    case "give":
      return t("plan:ground.gaveAway", { name: nameOf(repair.to, ground, t) });
    case "adopt":
      return t("plan:ground.adopted", { name: nameOf(repair.buildingId, ground, t) });
    case "link":
      return t("plan:ground.linked", {
        name: nameOf(repair.unitId, ground, t),
        other: nameOf(repair.otherId, ground, t),
      });
    default:
      return "";
  }
}
