import {
  COVERAGE_FORMATS,
  type CoverageExportBody,
  type CoverageFormat,
} from "@onegrid/core/coverage/export-contract";
import type { CoverageReply } from "@onegrid/core/coverage/contract";
import type { ExportReply } from "@onegrid/core/export/contract";
import { call, route } from "../../api.ts";
import { useLanguage, useText } from "../../i18n/index.ts";
import { useJobOf, type ExportJob } from "../../organisation/index.ts";
import { MenuButton } from "../../ui/menu-button.tsx";
import { csvAddress } from "../api.ts";
import { useCoverage } from "../store.ts";

const postExport = route<CoverageExportBody, ExportReply>()("POST", "/api/coverage/:key/exports");

interface Wanted {
  readonly key: string;
  readonly body: CoverageExportBody;
}
export type CoverageJob = ExportJob<Wanted>;

/** Files of the result on the page, one at a time. */
export const useCoverageJob = (): CoverageJob =>
  useJobOf(({ key, body }: Wanted) => call(postExport, { params: { key }, body }));

const FORMATS = ["report", ...COVERAGE_FORMATS.filter((format) => format !== "report")] as const;

interface ExportMenuProps {
  readonly result: CoverageReply;
  readonly job: CoverageJob;
}

/** The dated page (覆盖报告) and the files of what is shown: narrowed to the chosen area, in the reader's language. */
export function ExportMenu({ result, job }: ExportMenuProps) {
  const t = useText();
  const language = useLanguage();
  const areaId = useCoverage((state) => state.areaId);
  const isTrying = useCoverage(({ tried }) => tried !== null);
  const area = result.byArea.find(({ id }) => id === areaId);
  const start = (format: CoverageFormat): void => {
    const body = { format, language, ...(area === undefined ? {} : { area: area.id }) };
    job.start({ key: result.key, body });
  };
  return (
    <MenuButton
      label={t("coverage:export.about")}
      face={<span>{t("coverage:csv")}</span>}
      header={
        <p className="og-export-of">
          {t("coverage:export.of", { name: area?.name ?? t("coverage:figures.whole") })}
          {isTrying && <em>{t("coverage:export.notTried")}</em>}
        </p>
      }
      items={[
        ...FORMATS.map((format) => ({
          id: format,
          label: (
            <Choice
              name={t(`coverage:export.${format}`)}
              about={t(`coverage:export.${format}About`)}
            />
          ),
          onChoose: () => start(format),
          startsGroup: format === "xlsx",
        })),
        {
          id: "csv",
          label: <Choice name={t("coverage:export.csv")} about={t("coverage:csvAbout")} />,
          onChoose: () => location.assign(csvAddress(result.key)),
        },
      ]}
    />
  );
}

const Choice = ({ name, about }: { readonly name: string; readonly about: string }) => (
  <span className="og-export-choice">
    <b>{name}</b>
    <small>{about}</small>
  </span>
);
