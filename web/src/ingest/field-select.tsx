import { Select } from "antd";
import { useText } from "../i18n/index.ts";
import type { LayerDraft } from "./drafts.ts";

interface FieldSelectProps {
  readonly layer: LayerDraft;
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (field: string | null) => void;
}

const NONE = "";

/** A field of the file, each with some of its values; personal ones are not offered. */
export function FieldSelect({ layer, label, value, onChange }: FieldSelectProps) {
  const t = useText();
  const fields = layer.description.fields.filter(({ isPersonal }) => !isPersonal);
  const options = [
    { value: NONE, label: t("ingest:mapping.none"), sample: "" },
    ...fields.map(({ name, samples }) => ({
      value: name,
      label: name,
      sample: samples.join("、"),
    })),
  ];
  const sample = fields.find(({ name }) => name === value)?.samples.join("、");
  return (
    <>
      <Select
        showSearch={{ optionFilterProp: "label" }}
        value={value ?? NONE}
        options={options}
        aria-label={label}
        popupMatchSelectWidth={300}
        className={value === null ? "og-unmapped" : ""}
        onChange={(field) => onChange(field === NONE ? null : field)}
        optionRender={({ data }) => (
          <span className="og-option">
            <span translate={data.value === NONE ? "yes" : "no"}>{data.label}</span>
            <small className="og-muted" translate="no">
              {data.sample}
            </small>
          </span>
        )}
      />
      {sample !== undefined && sample !== "" && (
        <small className="og-muted og-sample" translate="no" title={sample}>
          {sample}
        </small>
      )}
    </>
  );
}
