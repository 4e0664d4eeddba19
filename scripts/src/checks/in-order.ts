/** Where one of those who speak at the same time says it, and how it says that it is done. */
export interface Voice {
  readonly say: (part: string | Uint8Array) => void;
  readonly end: () => void;
}

/**
 * Lets many speak at once and puts what they say one after the other: the first in `names` that has
 * not ended is heard while it speaks, the others when it is their turn.
 */
export function inOrder(
  names: readonly string[],
  write: (part: string | Uint8Array) => void,
): (name: string) => Voice {
  const kept = new Map(names.map((name) => [name, [] as (string | Uint8Array)[]]));
  const ended = new Set<string>();
  let turn = 0;
  const tell = (): void => {
    for (let name = names[turn]; name !== undefined; name = names[turn]) {
      for (const part of kept.get(name)?.splice(0) ?? []) write(part);
      if (!ended.has(name)) return;
      turn += 1;
    }
  };
  return (name) => ({
    say: (part) => {
      kept.get(name)?.push(part);
      tell();
    },
    end: () => {
      ended.add(name);
      tell();
    },
  });
}
