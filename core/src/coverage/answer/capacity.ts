/** 每百户不低于30平方米: floor area of a community's service rooms (国办发〔2021〕56号). */
export const NORM_SQUARE_METRES_PER_100_HOUSEHOLDS = 30;

export interface RoomsInput {
  /** Floor area of each station that counts; `null`: unknown, which is not zero. */
  readonly squareMetres: readonly (number | null)[];
  readonly households: number;
}

export interface Capacity {
  readonly households: number;
  /** Sum of the known floor areas. */
  readonly squareMetres: number;
  readonly stations: number;
  /** Stations whose floor area nobody knows: with them there may be more than the sum. */
  readonly stationsWithoutArea: number;
  /** `null` where nobody lives. */
  readonly squareMetresPer100: number | null;
  /** Square metres missing from the norm, on the known areas: at most that many are missing. */
  readonly shortfallSquareMetres: number;
}

/** Floor area against the norm, for a community or any other set of stations and homes. */
export function measureCapacity({ households, squareMetres }: RoomsInput): Capacity {
  const known = squareMetres.filter((each) => each !== null);
  const sum = known.reduce((total, each) => total + each, 0);
  return {
    households,
    squareMetres: sum,
    stations: squareMetres.length,
    stationsWithoutArea: squareMetres.length - known.length,
    squareMetresPer100: households === 0 ? null : (sum / households) * 100,
    shortfallSquareMetres: Math.max(0, dueSquareMetres(households) - sum),
  };
}

/** Floor area that so many households should have by the norm. */
export const dueSquareMetres = (households: number): number =>
  (households * NORM_SQUARE_METRES_PER_100_HOUSEHOLDS) / 100;

/**
 * How full a station is (负荷): area due to the households that have it as their nearest ÷ its own
 * area; over 1 it is too small. Our own reading, the norm knows communities only. `null`: no area known.
 */
export const loadOf = (households: number, squareMetres: number | null): number | null =>
  squareMetres === null || squareMetres === 0 ? null : dueSquareMetres(households) / squareMetres;
