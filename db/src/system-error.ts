/** The code of a fault of the system (`ENOENT`) or of PostgreSQL (`23505`), if it has one. */
export const errorCode = (error: unknown): string | undefined =>
  error instanceof Error && "code" in error && typeof error.code === "string"
    ? error.code
    : undefined;
