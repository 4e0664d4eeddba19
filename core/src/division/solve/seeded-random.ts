/** Random numbers from integer operations alone: the same in every engine for the same seed. */
export interface SeededRandom {
  /** A fraction in [0, 1). */
  next(): number;
  /** A whole number in [0, count). */
  below(count: number): number;
}

/** The generator sfc32 (Doty-Humphrey, PractRand), keyed by a text such as `7:社区号`. */
export function seededRandom(key: string): SeededRandom {
  let a = hashText(key, 0x811c9dc5);
  let b = hashText(key, 0x9e3779b9);
  let c = hashText(key, 0x85ebca6b);
  let counter = 1;

  const bits = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let warmUp = 0; warmUp < 15; warmUp++) bits();

  return {
    next: () => bits() / 4294967296,
    below: (count) => Math.floor((bits() / 4294967296) * count),
  };
}

/** FNV-1a over the UTF-16 units of the text. */
function hashText(text: string, start: number): number {
  let hash = start | 0;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return hash | 0;
}
