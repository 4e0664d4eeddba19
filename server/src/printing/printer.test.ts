import { expect, test } from "vitest";
import { Printer } from "./printer.ts";

test("a printer sets pages more than once", async () => {
  const printer = new Printer(new AbortController().signal);
  const words = { buildings: "楼栋" };
  for (const lang of ["zh", "en"] as const) {
    const pdf = await printer.print({ lang, region: "cn", words, kind: "boards", pages: [] });
    expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe("%PDF-");
  }
  await printer.close();
}, 20_000);

test("a printer that is told to stop ends in the middle", async () => {
  const stop = new AbortController();
  const printer = new Printer(stop.signal);
  const printing = printer.print({
    ...{ lang: "zh", region: "cn", words: { buildings: "" }, kind: "boards", pages: [] },
  });
  stop.abort();
  await expect(printing).rejects.toThrow("aborted");
  await printer.close();
}, 20_000);
