import { rowOf } from "./incidence.ts";
import { OPEN, OUT, type SitingInstance } from "./instance.ts";

/**
 * Sites that another one makes needless: it reaches all they reach, costs no more and is open too.
 * Of equals the last stays. Holds only while a station serves as many as come.
 */
export function findDominated(instance: SitingInstance): Uint8Array {
  const { own, cost, classesOfSite, sitesOfClass } = instance;
  const fate = new Uint8Array(own.length).fill(OPEN);
  const isOfSite = new Int32Array(instance.weight.length).fill(-1);
  for (let site = 0; site < own.length; site++) {
    if ((own[site] ?? 0) > 0) continue;
    const classes = rowOf(classesOfSite, site);
    for (const row of classes) isOfSite[row] = site;
    const doesMore = (other: number): boolean => {
      if (other === site || fate[other] === OUT) return false;
      if ((cost[other] ?? 0) > (cost[site] ?? 0)) return false;
      let shared = 0;
      for (const row of rowOf(classesOfSite, other)) if (isOfSite[row] === site) shared++;
      return shared === classes.length;
    };
    const rarest = rarestOf(instance, classes);
    if (rarest < 0 || rowOf(sitesOfClass, rarest).some(doesMore)) fate[site] = OUT;
  }
  return fate;
}

/** The class that the fewest sites reach: whoever does more than a site must be among them. */
function rarestOf({ sitesOfClass: { first } }: SitingInstance, classes: Uint32Array): number {
  let rarest = -1;
  let fewest = Infinity;
  for (const row of classes) {
    const size = (first[row + 1] ?? 0) - (first[row] ?? 0);
    if (size < fewest) [rarest, fewest] = [row, size];
  }
  return rarest;
}
