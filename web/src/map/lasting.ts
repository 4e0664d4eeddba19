/** Remembers the last result: the same arguments give the same object again. */
export function lasting<A extends readonly unknown[], R>(
  make: (...args: A) => R,
): (...args: A) => R {
  let last: { readonly args: A; readonly result: R } | null = null;
  return (...args) => {
    if (last === null || args.some((arg, at) => arg !== last?.args[at]))
      last = { args, result: make(...args) };
    return last.result;
  };
}
