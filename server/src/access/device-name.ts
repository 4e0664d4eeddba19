import Bowser from "bowser";

const LONGEST = 60;

/** Browser and system in two words (`Chrome · Windows`), so that people know their own again. */
export function deviceName(userAgent: string | undefined): string {
  if (userAgent === undefined || userAgent === "") return "";
  const { browser, os } = Bowser.parse(userAgent);
  return [browser.name, os.name]
    .filter((name) => name !== undefined)
    .join(" · ")
    .slice(0, LONGEST);
}
