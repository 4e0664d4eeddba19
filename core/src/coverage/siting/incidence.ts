/** Rows of small sets as columns: row r holds `items[first[r]]` … `items[first[r + 1] - 1]`. */
export interface Incidence {
  readonly first: Uint32Array;
  readonly items: Uint32Array;
}

export const rowCount = ({ first }: Incidence): number => first.length - 1;

/** The items of one row, without a copy. */
export const rowOf = ({ first, items }: Incidence, row: number): Uint32Array =>
  items.subarray(first[row], first[row + 1]);

/** The other way round: for each item the rows that hold it, in rising order. */
export function transpose(rows: Incidence, itemCount: number): Incidence {
  const first = new Uint32Array(itemCount + 1);
  for (const item of rows.items) first[item + 1] = (first[item + 1] ?? 0) + 1;
  for (let item = 0; item < itemCount; item++) {
    first[item + 1] = (first[item + 1] ?? 0) + (first[item] ?? 0);
  }
  const next = first.slice();
  const items = new Uint32Array(rows.items.length);
  for (let row = 0; row < rowCount(rows); row++) {
    const end = rows.first[row + 1] ?? 0;
    for (let at = rows.first[row] ?? 0; at < end; at++) {
      const item = rows.items[at] ?? 0;
      const to = next[item] ?? 0;
      items[to] = row;
      next[item] = to + 1;
    }
  }
  return { first, items };
}

/** The rows for which `isKept` says so, in their order. */
export function keepRows(rows: Incidence, isKept: (row: number) => boolean): Incidence {
  const kept: number[] = [];
  for (let row = 0; row < rowCount(rows); row++) if (isKept(row)) kept.push(row);
  const first = new Uint32Array(kept.length + 1);
  const sizeOf = (row: number) => (rows.first[row + 1] ?? 0) - (rows.first[row] ?? 0);
  kept.forEach((row, i) => (first[i + 1] = (first[i] ?? 0) + sizeOf(row)));
  const items = new Uint32Array(first.at(-1) ?? 0);
  kept.forEach((row, i) => {
    items.set(rowOf(rows, row), first[i]);
  });
  return { first, items };
}

/** Numbers rows with equal items and equal `tag` alike: the first of each kind, and each row's kind. */
export function kindsOf(
  rows: Incidence,
  tag: Int32Array,
): { readonly kindOf: Uint32Array; readonly firstOfKind: number[] } {
  const count = rowCount(rows);
  const kindOf = new Uint32Array(count);
  const firstOfKind: number[] = [];
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(count * 2 + 2))).fill(-1);
  const mask = slots.length - 1;
  for (let row = 0; row < count; row++) {
    let slot = hashOf(rows, row, tag[row] ?? 0) & mask;
    for (;;) {
      const kind = slots[slot] ?? -1;
      if (kind < 0) {
        slots[slot] = firstOfKind.length;
        kindOf[row] = firstOfKind.length;
        firstOfKind.push(row);
        break;
      }
      const other = firstOfKind[kind] ?? 0;
      if (tag[other] === tag[row] && isSameRow(rows, row, other)) {
        kindOf[row] = kind;
        break;
      }
      slot = (slot + 1) & mask;
    }
  }
  return { kindOf, firstOfKind };
}

function hashOf({ first, items }: Incidence, row: number, tag: number): number {
  let hash = Math.imul(tag + 0x9e37, 0x85ebca6b);
  const end = first[row + 1] ?? 0;
  for (let at = first[row] ?? 0; at < end; at++) {
    hash = Math.imul(hash ^ (items[at] ?? 0), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return hash;
}

function isSameRow({ first, items }: Incidence, a: number, b: number): boolean {
  const start = first[a] ?? 0;
  const size = (first[a + 1] ?? 0) - start;
  const other = first[b] ?? 0;
  if ((first[b + 1] ?? 0) - other !== size) return false;
  for (let i = 0; i < size; i++) if (items[start + i] !== items[other + i]) return false;
  return true;
}
