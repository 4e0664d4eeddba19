import { EXPORT_MERIDIANS, epsgOf } from "@onegrid/core/export";
import type { ExportBody } from "@onegrid/core/division/export-contract";
import { Checkbox, Modal, Select } from "antd";
import { useId, useState, type ReactNode } from "react";
import { useLanguage, useText, type TextKey, type Translate } from "../../i18n/index.ts";
import { useAreas, useExportJob, type Area } from "../../organisation/index.ts";
import { ExportProgress } from "./export-progress.tsx";
import { openExport, type ExportTarget } from "./export-state.ts";
import { ImportAssignment } from "./import-assignment.tsx";
import { ServiceLineField } from "./service-line-field.tsx";
import "./export.css";

type Format = ExportBody["format"];

const PRINTS = ["boards", "sheets"] as const satisfies readonly Format[];
const FILES = [
  "xlsx",
  "geojson",
  "geopackage",
  "shapefile",
  "csv",
  "kml",
] as const satisfies readonly Format[];

interface Wish {
  readonly format: Format;
  /** Id of an area; empty: everything. */
  readonly areaId: string;
  readonly paper: "a4" | "a3";
  readonly hasNames: boolean;
  readonly encoding: "gbk" | "utf-8";
  /** `home`: the zone that the data lie in. */
  readonly crs: "home" | "degrees" | number;
}

const FIRST: Omit<Wish, "areaId"> = {
  format: "boards",
  paper: "a4",
  hasNames: true,
  encoding: "gbk",
  crs: "home",
};

function bodyOf(wish: Wish, { plan }: ExportTarget, language: "zh-CN" | "en"): ExportBody {
  const { format, areaId, paper, hasNames, encoding, crs } = wish;
  return {
    format,
    language,
    paper,
    hasNames,
    encoding,
    ...(plan === null ? {} : { planId: plan.id }),
    ...(areaId === "" ? {} : { areaIds: [areaId] }),
    ...(crs === "home" ? {} : { meridian: crs === "degrees" ? null : crs }),
  };
}

/** Files and pages of a plan or of the grids in force (导出与打印). */
export function ExportDialog({ target }: { readonly target: ExportTarget }) {
  const t = useText();
  const language = useLanguage();
  const { run, start, cancel } = useExportJob();
  const [wish, setWish] = useState<Wish>({ ...FIRST, areaId: target.communityId ?? "" });
  const isRunning = run.kind === "running";
  const set = (change: Partial<Wish>): void => {
    if (run.kind !== "none") cancel();
    setWish({ ...wish, ...change });
  };
  const leave = (): void => {
    cancel();
    openExport(null);
  };
  return (
    <Modal
      open
      width={640}
      title={t("export:title")}
      okText={t(isPrint(wish.format) ? "export:makePdf" : "export:makeFile")}
      cancelText={t(isRunning ? "export:stop" : "shell:close")}
      okButtonProps={{ loading: isRunning }}
      onOk={() => start(bodyOf(wish, target, language))}
      onCancel={isRunning ? cancel : leave}
    >
      <p className="og-muted">
        {target.plan === null
          ? t("export:ofPresent")
          : t("export:ofPlan", { name: target.plan.name })}
      </p>
      <Formats
        title={t("export:print")}
        formats={PRINTS}
        isOfPlan={target.plan !== null}
        wish={wish}
        set={set}
      />
      <Formats
        title={t("export:files")}
        formats={target.plan === null ? FILES : [...FILES, "changes"]}
        isOfPlan={target.plan !== null}
        wish={wish}
        set={set}
      />
      <Options wish={wish} target={target} set={set} />
      <ExportProgress run={run} />
      {target.plan !== null && <ImportAssignment />}
    </Modal>
  );
}

const isPrint = (format: Format): boolean => format === "boards" || format === "sheets";

interface PartProps {
  readonly wish: Wish;
  readonly set: (change: Partial<Wish>) => void;
}

interface FormatsProps extends PartProps {
  readonly title: string;
  readonly formats: readonly Format[];
  readonly isOfPlan: boolean;
}

/** A plan has no teams and no addresses for codes to lead to yet. */
const aboutOf = (format: Format, isOfPlan: boolean): TextKey =>
  format === "boards" && isOfPlan
    ? "export:format.boards.aboutPlan"
    : `export:format.${format}.about`;

function Formats({ title, formats, isOfPlan, wish, set }: FormatsProps) {
  const t = useText();
  const name = useId();
  return (
    <fieldset className="og-export-formats">
      <legend>{title}</legend>
      {formats.map((format) => (
        <label key={format} className="og-export-format">
          <input
            type="radio"
            name={`${name}-format`}
            value={format}
            checked={wish.format === format}
            onChange={() => set({ format })}
          />
          <span>
            <b>{t(`export:format.${format}.name`)}</b>
            <small>{t(aboutOf(format, isOfPlan))}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

interface OptionsProps extends PartProps {
  readonly target: ExportTarget;
}

/** Only what the chosen format asks for. */
function Options({ wish, target, set }: OptionsProps) {
  const t = useText();
  const { data: areas = [] } = useAreas();
  const { format } = wish;
  return (
    <div className="og-export-options">
      <Field label={t("export:area")}>
        {(id) => (
          <Select
            id={id}
            value={wish.areaId}
            showSearch
            optionFilterProp="label"
            onChange={(areaId: string) => set({ areaId })}
            options={areaOptions(areas, target, t)}
          />
        )}
      </Field>
      {isPrint(format) && (
        <Field label={t("export:paper")}>
          {(id) => (
            <Select
              id={id}
              value={wish.paper}
              onChange={(paper: Wish["paper"]) => set({ paper })}
              options={[
                { value: "a4", label: "A4" },
                { value: "a3", label: "A3" },
              ]}
            />
          )}
        </Field>
      )}
      {format === "boards" && target.plan === null && (
        <Checkbox
          checked={wish.hasNames}
          onChange={({ target: box }) => set({ hasNames: box.checked })}
        >
          {t("export:names")}
        </Checkbox>
      )}
      {format === "boards" && wish.areaId !== "" && (
        <ServiceLineField key={wish.areaId} areaId={wish.areaId} />
      )}
      {(format === "geopackage" || format === "shapefile") && <CrsField wish={wish} set={set} />}
      {format === "shapefile" && (
        <Field label={t("export:encoding")}>
          {(id) => (
            <Select
              id={id}
              value={wish.encoding}
              onChange={(encoding: Wish["encoding"]) => set({ encoding })}
              options={[
                { value: "gbk", label: "GBK" },
                { value: "utf-8", label: "UTF-8" },
              ]}
            />
          )}
        </Field>
      )}
    </div>
  );
}

function CrsField({ wish, set }: PartProps) {
  const t = useText();
  return (
    <Field label={t("export:crs")}>
      {(id) => (
        <Select
          id={id}
          value={wish.crs}
          onChange={(crs: Wish["crs"]) => set({ crs })}
          options={[
            { value: "home", label: t("export:crsHome") },
            { value: "degrees", label: t("export:crsDegrees") },
            ...EXPORT_MERIDIANS.map((meridian) => ({
              value: meridian,
              label: t("export:crsZone", { meridian, epsg: epsgOf({ meridian }) }),
            })),
          ]}
        />
      )}
    </Field>
  );
}

interface FieldProps {
  readonly label: string;
  readonly children: (id: string) => ReactNode;
}

function Field({ label, children }: FieldProps) {
  const id = useId();
  return (
    <div className="og-export-field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}

/** The community that is looked at and what lies above it; then everything. */
function areaOptions(areas: readonly Area[], target: ExportTarget, t: Translate) {
  const above: Area[] = [];
  let at = areas.find(({ id }) => id === target.communityId);
  while (at !== undefined) {
    above.push(at);
    const { parentId } = at;
    at = areas.find(({ id }) => id === parentId);
  }
  return [
    ...above.map(({ id, name }) => ({ value: id, label: name })),
    { value: "", label: t(target.plan === null ? "export:everything" : "export:wholePlan") },
  ];
}
