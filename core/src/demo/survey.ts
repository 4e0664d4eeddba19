import type { Spot } from "./ground.ts";
import { divideTown, type Corridor, type TownPart } from "./divide-town.ts";
import { householdsOf, layoutPart } from "./layout-part.ts";
import type { Block, IncidentPlace, Junction, StationSite } from "./model.ts";
import type { OfficialArea } from "./names/official-areas.ts";
import type { DemoOptions } from "./options.ts";
import { neighboursOf, outlineOf } from "./outline-areas.ts";
import { partRings } from "./part-rings.ts";
import { planBlocks } from "./plan-blocks.ts";
import { itemAt } from "./random.ts";
import { footbridges } from "./road-network.ts";
import { makeTown, type Town } from "./town.ts";
import { drawTownLines, type TownLines } from "./town-lines.ts";

/** One part of a superblock after the first building of the town, which only counts and notes. */
interface SurveyedPart {
  readonly block: Block;
  readonly part: number;
  readonly ring: readonly Spot[];
  readonly households: number;
  readonly sites: readonly StationSite[];
  readonly places: readonly IncidentPlace[];
}

export interface SurveyedCommunity {
  readonly code: string;
  readonly name: string;
  readonly households: number;
  readonly parts: readonly SurveyedPart[];
}

/** What must be known of the whole town before its records can be written one part at a time. */
export interface Survey {
  readonly town: Town;
  readonly root: OfficialArea;
  readonly lines: TownLines;
  readonly parts: readonly SurveyedPart[];
  readonly junctions: ReadonlyMap<string, readonly Junction[]>;
  /** In the order of the official list. */
  readonly communities: readonly SurveyedCommunity[];
}

/** Towns drawn before the one nearest to the wanted size is taken. */
const MOST_DRAWS = 12;
/** Far apart, so that neighbouring seeds never meet in the same draw. */
const SEED_STEP = 1_000_003;

/** Draws the town of the seed; one far from the size asked for is drawn again, always in the same way. */
export function surveyTown({ seed, size }: Pick<DemoOptions, "seed" | "size">): Survey {
  let best: Drawn | null = null;
  for (let draw = 0; draw < MOST_DRAWS && (best?.miss ?? 1) > 0; draw++) {
    const drawn = drawTown({ seed: seed + draw * SEED_STEP, size });
    if (best === null || drawn.miss < best.miss) best = drawn;
  }
  if (best === null) throw new Error("no town was drawn");
  const { town, lines, parts, junctions } = best;
  const root = town.settings.root();
  return { town, root, lines, parts, junctions, communities: assignParts(town, root, parts) };
}

interface Drawn extends Pick<Survey, "town" | "lines" | "parts" | "junctions"> {
  /** Households outside the wanted range. */
  readonly miss: number;
}

function drawTown(options: Pick<DemoOptions, "seed" | "size">): Drawn {
  const town = makeTown(options);
  const blocks = planBlocks(town);
  const lines = drawTownLines(town, blocks);
  const junctions = new Map<string, Junction[]>();
  const note = (junction: Junction): void => {
    const known = junctions.get(junction.key);
    if (known) known.push(junction);
    else junctions.set(junction.key, [junction]);
  };
  const parts: SurveyedPart[] = [];
  for (const block of blocks) {
    for (const [part, ring] of partRings(lines, block).entries()) {
      const layout = layoutPart(town, lines, block, part);
      for (const junction of layout.junctions) note(junction);
      const { sites, places } = layout;
      parts.push({ block, part, ring, households: householdsOf(layout), sites, places });
    }
  }
  for (const bridge of footbridges(town, lines)) for (const each of bridge.junctions) note(each);
  const [low, high] = town.settings.households;
  const households = parts.reduce((sum, part) => sum + part.households, 0);
  return { town, lines, parts, junctions, miss: Math.max(low - households, households - high, 0) };
}

function assignParts(
  { settings }: Town,
  root: OfficialArea,
  parts: readonly SurveyedPart[],
): SurveyedCommunity[] {
  const neighbours = neighboursOf(parts.map((part) => part.ring));
  const townParts = parts.map((part, number): TownPart => {
    const inside = part.block.parcels.filter((parcel) => parcel.part === part.part);
    const middle = (low: "west" | "south", high: "east" | "north"): number =>
      inside.reduce((sum, each) => sum + (each[low] + each[high]) / 2, 0) / inside.length;
    const place = { u: middle("west", "east"), v: middle("south", "north") };
    return {
      number,
      households: part.households,
      ...place,
      neighbours: itemAt(neighbours, number),
    };
  });
  const corridors: Corridor[] = [{ fixed: "v", at: settings.riverRow }];
  if (settings.railColumn !== null) corridors.push({ fixed: "u", at: settings.railColumn });
  const codes = divideTown(townParts, root, corridors);
  return communitiesOf(root).map(({ code, name }) => {
    const own = parts.filter((_, k) => codes[k] === code);
    const households = own.reduce((sum, part) => sum + part.households, 0);
    return { code, name, households, parts: own };
  });
}

const communitiesOf = (area: OfficialArea): OfficialArea[] =>
  area.kind === "community" ? [area] : area.children.flatMap(communitiesOf);

/** Rings of an area: its parts with the inner borders dropped. */
export function areaOutline(survey: Survey, area: OfficialArea): Spot[][] {
  const codes = new Set(communitiesOf(area).map((each) => each.code));
  const parts = survey.communities.filter((each) => codes.has(each.code));
  return outlineOf(parts.flatMap((each) => each.parts.map((part) => part.ring)));
}
