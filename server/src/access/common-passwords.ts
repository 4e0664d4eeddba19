let known: Promise<ReadonlySet<string>> | undefined;

/**
 * The passwords that are tried first: 49,000 of them, as found in breaches (zxcvbn-ts, MIT). Read when
 * somebody first chooses a password; nothing is asked of anybody else's server.
 */
export function commonPasswords(): Promise<ReadonlySet<string>> {
  known ??= import("@zxcvbn-ts/language-common").then(
    ({ dictionary }) => new Set(dictionary["passwords-common"].map(String)),
  );
  return known;
}
