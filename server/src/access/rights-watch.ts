/** Tells open streams that somebody's rights have changed, so that they look again at once. */
export interface RightsWatch {
  /** Calls back on every change of an account's rights; answers how to stop. */
  readonly watch: (accountId: string, look: () => void) => () => void;
  readonly changed: (accountId: string) => void;
}

export function makeRightsWatch(): RightsWatch {
  const watchers = new Map<string, Set<() => void>>();
  return {
    watch: (accountId, look) => {
      const looks = watchers.get(accountId) ?? new Set();
      watchers.set(accountId, looks.add(look));
      return () => {
        looks.delete(look);
        if (looks.size === 0) watchers.delete(accountId);
      };
    },
    changed: (accountId) => watchers.get(accountId)?.forEach((look) => look()),
  };
}
