const NUMBERED = /^(.*?)(\d+)(号楼|号院|栋|幢|座|号)$/u;

/**
 * Names of buildings as one line for people: numbers of a compound are drawn together, `阳光花园1–8、10号楼`;
 * others stand as they are. In the order in which they first come.
 */
export function listBuildings(names: readonly string[]): string {
  const groups = new Map<string, { prefix: string; suffix: string; numbers: Set<number> }>();
  for (const name of names) {
    const [, prefix = name, number, suffix = ""] = NUMBERED.exec(name) ?? [];
    const key = `${prefix}\n${suffix}`;
    const group = groups.get(key) ?? { prefix, suffix, numbers: new Set<number>() };
    if (number !== undefined) group.numbers.add(Number(number));
    groups.set(key, group);
  }
  return [...groups.values()]
    .map(({ prefix, suffix, numbers }) => `${prefix}${ranges(numbers)}${suffix}`)
    .join("；");
}

function ranges(numbers: ReadonlySet<number>): string {
  const sorted = [...numbers].toSorted((a, b) => a - b);
  const parts: string[] = [];
  for (let at = 0; at < sorted.length;) {
    let end = at;
    while ((sorted[end + 1] ?? Infinity) === (sorted[end] ?? 0) + 1) end++;
    const [first = 0, last = 0] = [sorted[at], sorted[end]];
    if (end === at) parts.push(String(first));
    else parts.push(end === at + 1 ? `${first}、${last}` : `${first}–${last}`);
    at = end + 1;
  }
  return parts.join("、");
}
