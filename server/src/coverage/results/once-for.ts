/** What is worked out for an object when it is first asked for, and kept as long as the object. What failed is tried again. */
export function onceFor<K extends object, T>(
  kept: WeakMap<K, Promise<T>>,
  object: K,
  work: () => Promise<T>,
): Promise<T> {
  const known = kept.get(object);
  if (known) return known;
  const worked = work();
  kept.set(object, worked);
  worked.catch(() => kept.delete(object));
  return worked;
}
