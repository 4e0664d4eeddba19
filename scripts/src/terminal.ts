const isChinese = /^zh/i.test(
  process.env["LC_ALL"] ?? process.env["LC_MESSAGES"] ?? process.env["LANG"] ?? "",
);

/** The terminal's language: Chinese where the system says so, English elsewhere. */
export const inWords = <Z extends string, E extends string>(zh: Z, en: E): Z | E =>
  isChinese ? zh : en;

export const say = (zh: string, en: string): void => {
  process.stderr.write(`[onegrid] ${inWords(zh, en)}\n`);
};

/** Runs a step with a line before it, and its seconds after it when it took more than one. */
export async function step<T>(zh: string, en: string, work: () => Promise<T>): Promise<T> {
  const started = Date.now();
  say(`${zh}…`, `${en}…`);
  const value = await work();
  const seconds = (Date.now() - started) / 1000;
  if (seconds > 1) say(`${zh}：${seconds.toFixed(1)} 秒`, `${en}: ${seconds.toFixed(1)} s`);
  return value;
}
