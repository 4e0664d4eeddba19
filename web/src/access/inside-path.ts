/** A way back inside this page only: another origin in the address is not followed. */
export const insidePath = (next: string | undefined): string =>
  next !== undefined && /^\/(?![/\\])/.test(next) ? next : "/";
