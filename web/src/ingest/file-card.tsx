import type { EncodingGuess } from "@onegrid/core/ingest";
import { Select, Spin } from "antd";
import { useText, type TextKey } from "../i18n/index.ts";
import { readAgain } from "./actions.ts";
import type { FileDraft } from "./drafts.ts";
import { LayerCard } from "./layer-card.tsx";
import { refusalSentence } from "./problem-words.ts";
import { useIngest } from "./store.ts";
import { sizeWords } from "./size-words.ts";

const FORMATS: Readonly<Record<string, string>> = {
  geojson: "GeoJSON",
  "geojson-lines": "GeoJSON Lines",
  csv: "CSV",
  xlsx: "Excel",
  shapefile: "Shapefile",
  geopackage: "GeoPackage",
  kml: "KML",
  "osm-xml": "OSM XML",
  "osm-pbf": "OSM PBF",
};

/** One file: what it is, in which encoding, and the layers inside. */
export function FileCard({ file }: { readonly file: FileDraft }) {
  const t = useText();
  const { name, bytes, description, refusal, layers } = file;
  const isOpen = useIngest(({ activeKey }) => layers.some(({ key }) => key === activeKey));
  // UTF-8 that is valid throughout is hardly ever something else.
  const isDoubtful = description?.encoding?.because !== "strict-utf-8";
  return (
    <section className="og-file" aria-label={name} data-refused={refusal !== null}>
      <header>
        <h3 translate="no" title={name}>
          {name}
        </h3>
        {file.isReading && <Spin size="small" />}
        <small className="og-muted">
          {description !== null && `${FORMATS[description.format] ?? description.format} · `}
          {sizeWords(bytes)}
        </small>
      </header>
      {refusal !== null && (
        <p className="og-ingest-problem">
          <strong>{t("ingest:file.refused")}</strong>{" "}
          <span translate="no">{refusalSentence(refusal)}</span>
        </p>
      )}
      {description?.encoding != null && (isOpen || isDoubtful) && (
        <EncodingField file={file} encoding={description.encoding} />
      )}
      {layers.map((layer) => (
        <LayerCard key={layer.key} file={file} layer={layer} />
      ))}
    </section>
  );
}

const BECAUSE: Readonly<Record<EncodingGuess["because"], TextKey>> = {
  mark: "ingest:file.because.mark",
  declared: "ingest:file.because.declared",
  "strict-utf-8": "ingest:file.because.strict-utf-8",
  "not-utf-8": "ingest:file.because.not-utf-8",
  chosen: "ingest:file.because.chosen",
};

interface EncodingFieldProps {
  readonly file: FileDraft;
  readonly encoding: EncodingGuess;
}

/** The same text in every encoding that could be meant: garbled ones show themselves. */
function EncodingField({ file, encoding }: EncodingFieldProps) {
  const t = useText();
  const options = [
    { value: encoding.label, label: encoding.label, sample: "" },
    ...encoding.alternatives.map(({ label, sample }) => ({ value: label, label, sample })),
  ];
  return (
    <div className="og-ingest-field">
      <span>{t("ingest:file.encoding")}</span>
      <div>
        <Select
          value={encoding.label}
          options={options}
          aria-label={t("ingest:file.encoding")}
          popupMatchSelectWidth={300}
          onChange={(label) => void readAgain(file.name, { encoding: label })}
          optionRender={({ data }) => (
            <span className="og-option" translate="no">
              <span>{data.label}</span>
              <small className="og-muted">{data.sample}</small>
            </span>
          )}
        />
        <small className="og-muted">{t(BECAUSE[encoding.because])}</small>
      </div>
    </div>
  );
}
