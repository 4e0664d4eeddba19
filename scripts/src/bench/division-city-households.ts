/** What the made city is made of; tuned to the test city that other methods were measured on. */
export const MADE = {
  communities: 725,
  squareMetres: 206e6,
  blockSquareMetres: 50_000,
  compoundShare: 0.325,
  lowRiseShare: 0.33,
  lowRiseSquareMetres: 2_410,
  workplaceSquareMetres: 4_750,
} as const;

/** Median and spread (σ of the logarithm) of households per compound, and per building of one. */
const COMPOUND = { median: 509, spread: 0.52, least: 60, most: 1_900 };
const BUILDING = { median: 105, spread: 0.36, least: 20, most: 180 };
const LARGEST_BUILDING = 275;

/** Households of the buildings of one compound. */
export function householdsOfCompound(random: () => number): number[] {
  const total = drawAbout(random, COMPOUND);
  const usual = drawAbout(random, BUILDING);
  const buildings = Math.max(2, Math.ceil(total / usual), Math.ceil(total / 200));
  return shareHouseholds(random, total, Array.from({ length: buildings }));
}

/** A total handed out among places, unevenly. */
export function shareHouseholds(
  random: () => number,
  total: number,
  places: readonly unknown[],
): number[] {
  const weights = places.map(() => 0.55 + 0.9 * random());
  const sum = weights.reduce((all, weight) => all + weight, 0);
  return weights.map((weight) =>
    Math.min(LARGEST_BUILDING, Math.round((total * weight) / Math.max(sum, 1e-9))),
  );
}

/** A log-normal draw within bounds. */
function drawAbout(random: () => number, { median, spread, least, most }: typeof COMPOUND): number {
  // The sum of twelve draws is close to a normal one.
  let normal = -6;
  for (let draw = 0; draw < 12; draw++) normal += random();
  return Math.round(Math.min(most, Math.max(least, median * Math.exp(spread * normal))));
}
