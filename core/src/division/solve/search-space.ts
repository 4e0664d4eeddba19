import { CoverSearch, type SetList } from "./cheapest-cover.ts";

/** Sets kept before a region is given up as too large. */
const MOST_SETS = 12_000;
/** The same for a search that looks at sets of any size. */
const MOST_SETS_EXACT = 300_000;

/** Room for the sets of one call of `solve`: too large to make anew for every part. */
export class SearchSpace {
  readonly list: SetList;
  readonly cover: CoverSearch;
  readonly mostSets: number;

  constructor(mostSets: number) {
    this.mostSets = mostSets;
    this.list = { masks: new Int32Array(mostSets), costs: new Float64Array(mostSets), count: 0 };
    this.cover = new CoverSearch(mostSets);
  }
}

const SPACE = new SearchSpace(MOST_SETS);
let exactSpace: SearchSpace | undefined;
export const spaceFor = (isExact: boolean): SearchSpace =>
  isExact ? (exactSpace ??= new SearchSpace(MOST_SETS_EXACT)) : SPACE;
