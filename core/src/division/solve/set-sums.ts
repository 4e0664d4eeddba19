/** What the cost of a set of atoms is made of; all whole numbers. */
export class SetSums {
  households = 0;
  area2 = 0;
  perimeter = 0;
  bond = 0;
  compounds = 0;

  clear(): void {
    this.households = 0;
    this.area2 = 0;
    this.perimeter = 0;
    this.bond = 0;
    this.compounds = 0;
  }

  copy(other: SetSums): void {
    this.households = other.households;
    this.area2 = other.area2;
    this.perimeter = other.perimeter;
    this.bond = other.bond;
    this.compounds = other.compounds;
  }
}

/** The bit of a compound in the order of first sight. */
export function bitOf(compounds: number[], compound: number): number {
  if (compound < 0) return 0;
  const known = compounds.indexOf(compound);
  if (known >= 0) return 1 << known;
  compounds.push(compound);
  return 1 << (compounds.length - 1);
}

export function countBits(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
}
