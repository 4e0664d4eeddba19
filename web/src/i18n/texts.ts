import { PROBLEM_SENTENCES } from "@onegrid/core/problems";
import enAccess from "./en/access.json";
import enCommand from "./en/command.json";
import enCoverage from "./en/coverage.json";
import enDispatch from "./en/dispatch.json";
import enDivision from "./en/division.json";
import enIngest from "./en/ingest.json";
import enMap from "./en/map.json";
import enOrganisation from "./en/organisation.json";
import enShell from "./en/shell.json";
import zhAccess from "./zh-CN/access.json";
import zhCommand from "./zh-CN/command.json";
import zhCoverage from "./zh-CN/coverage.json";
import zhDispatch from "./zh-CN/dispatch.json";
import zhDivision from "./zh-CN/division.json";
import zhIngest from "./zh-CN/ingest.json";
import zhMap from "./zh-CN/map.json";
import zhOrganisation from "./zh-CN/organisation.json";
import zhShell from "./zh-CN/shell.json";

/** One file per capability and language. A key is `file:path`, such as `shell:theme.dark`. */
const zhCn = {
  access: zhAccess,
  command: zhCommand,
  coverage: zhCoverage,
  dispatch: zhDispatch,
  division: zhDivision,
  ingest: zhIngest,
  map: zhMap,
  organisation: zhOrganisation,
  problem: PROBLEM_SENTENCES["zh-CN"],
  shell: zhShell,
};

export const TEXTS = {
  "zh-CN": zhCn,
  en: {
    access: enAccess,
    command: enCommand,
    coverage: enCoverage,
    dispatch: enDispatch,
    division: enDivision,
    ingest: enIngest,
    map: enMap,
    organisation: enOrganisation,
    problem: PROBLEM_SENTENCES.en,
    shell: enShell,
  },
} as const;

type Leaves<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaves<T[K]>}`;
}[keyof T & string];

type Files = typeof zhCn;

/** Every text there is; a key that does not exist does not compile. */
export type TextKey = { [F in keyof Files]: `${F}:${Leaves<Files[F]>}` }[keyof Files];

export type Language = keyof typeof TEXTS;
export const LANGUAGES: readonly Language[] = ["zh-CN", "en"];
export const isLanguage = (value: unknown): value is Language =>
  LANGUAGES.some((language) => language === value);
