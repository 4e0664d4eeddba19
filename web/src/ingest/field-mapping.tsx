import { TARGETS, type ImportPlan, type Target } from "@onegrid/core/ingest";
import { STATION_KINDS } from "@onegrid/core/organisation";
import { Input, Select } from "antd";
import { useText, type TextKey } from "../i18n/index.ts";
import { planLayer } from "./actions.ts";
import { fixTarget, mapTarget, type LayerDraft } from "./drafts.ts";
import { FieldSelect } from "./field-select.tsx";
import { targetName } from "./layer-names.ts";

/** These have a block of their own. */
const APART: Partial<Record<ImportPlan["layer"], readonly string[]>> = {
  buildings: ["households", "dwellingUnits"],
};

/** Which field of the file gives what; a value for all where no field does. */
export function FieldMapping({ layer }: { readonly layer: LayerDraft }) {
  const t = useText();
  const { plan } = layer;
  if (plan.layer === "osm") return null;
  const targets = TARGETS[plan.layer].filter(
    ({ name }) => APART[plan.layer]?.includes(name) !== true,
  );
  return (
    <fieldset className="og-mapping">
      <legend>{t("ingest:mapping.title")}</legend>
      <PlaceFields layer={layer} />
      {targets.map((target) => (
        <TargetRow key={target.name} layer={layer} target={target} />
      ))}
      {plan.mapping["id"] === undefined && <small className="og-muted">{t("ingest:idHint")}</small>}
    </fieldset>
  );
}

interface TargetRowProps {
  readonly layer: LayerDraft;
  readonly target: Target;
}

function TargetRow({ layer, target: { name, isRequired } }: TargetRowProps) {
  const t = useText();
  const { plan, key } = layer;
  const label = targetName(name, t);
  const isFixable = plan.mapping[name] === undefined && (isRequired || name === "kind");
  return (
    <div className="og-ingest-field">
      <span>
        {label}
        {isRequired && (
          <b className="og-required" title={t("ingest:mapping.required")}>
            *
          </b>
        )}
      </span>
      <div>
        <FieldSelect
          layer={layer}
          label={label}
          value={plan.mapping[name] ?? null}
          onChange={(field) => planLayer(key, mapTarget(plan, name, field))}
        />
        {isFixable && <FixedValue layer={layer} target={name} label={label} />}
      </div>
    </div>
  );
}

const AREA_KINDS = ["city", "district", "street", "community"] as const;

/** Values that a target can have, where they are a fixed list. */
function choicesOf(
  layer: ImportPlan["layer"],
  target: string,
): readonly { readonly value: string; readonly title: TextKey }[] | null {
  if (target !== "kind") return null;
  if (layer === "stations")
    return STATION_KINDS.map((kind) => ({ value: kind, title: `map:station.${kind}` }));
  if (layer === "areas")
    return AREA_KINDS.map((kind) => ({ value: kind, title: `ingest:areaKind.${kind}` }));
  return null;
}

interface FixedValueProps {
  readonly layer: LayerDraft;
  readonly target: string;
  readonly label: string;
}

function FixedValue({ layer: { plan, key }, target, label }: FixedValueProps) {
  const t = useText();
  const choices = choicesOf(plan.layer, target);
  const value = plan.defaults[target] ?? "";
  const fix = (text: string | null): void => planLayer(key, fixTarget(plan, target, text));
  const name = `${label}: ${t("ingest:mapping.fixed")}`;
  if (choices === null)
    return (
      <Input
        value={value}
        maxLength={200}
        aria-label={name}
        placeholder={t("ingest:mapping.fixedOption")}
        onChange={({ target: input }) => fix(input.value === "" ? null : input.value)}
      />
    );
  return (
    <Select<string | null>
      allowClear
      value={value === "" ? null : value}
      aria-label={name}
      placeholder={t("ingest:mapping.fixedOption")}
      options={choices.map((choice) => ({ value: choice.value, label: t(choice.title) }))}
      onChange={(chosen) => fix(chosen ?? null)}
    />
  );
}

/** The columns of a table that say where a row is. */
function PlaceFields({ layer }: { readonly layer: LayerDraft }) {
  const t = useText();
  const { geometry } = layer.plan;
  if (geometry.from === "file") return null;
  const rows =
    geometry.from === "wkt"
      ? ([["column", "ingest:geometry.column"]] as const)
      : ([
          ["x", "ingest:geometry.x"],
          ["y", "ingest:geometry.y"],
        ] as const);
  const values: Readonly<Record<string, string>> = { ...geometry };
  return rows.map(([part, title]) => (
    <div key={part} className="og-ingest-field">
      <span>{t(title)}</span>
      <div>
        <FieldSelect
          layer={layer}
          label={t(title)}
          value={values[part] ?? null}
          onChange={(field) => {
            if (field === null) return;
            planLayer(layer.key, { geometry: { ...geometry, [part]: field } }, true);
          }}
        />
      </div>
    </div>
  ));
}
