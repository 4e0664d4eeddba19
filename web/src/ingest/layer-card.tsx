import { TARGETS, type ImportPlan, type LayerName } from "@onegrid/core/ingest";
import { Checkbox, Select } from "antd";
import { useEffect, useRef } from "react";
import { count, useText } from "../i18n/index.ts";
import { ChevronDownIcon, ChevronRightIcon, TargetIcon } from "../ui/icons.tsx";
import { IconButton } from "../ui/index.ts";
import { lookAt, readAgain } from "./actions.ts";
import { CrsField } from "./crs-field.tsx";
import { crsName } from "./crs-names.ts";
import { hasCrs, missingTargets, needsPlace, type FileDraft, type LayerDraft } from "./drafts.ts";
import { FieldMapping } from "./field-mapping.tsx";
import { HouseholdsField, OsmHouseholds } from "./households-field.tsx";
import { layerKey, targetName } from "./layer-names.ts";
import { changeLayer, useIngest } from "./store.ts";
import { TrialView } from "./trial-view.tsx";

interface LayerCardProps {
  readonly file: FileDraft;
  readonly layer: LayerDraft;
}

/** One inner layer: what it becomes, and everything that can be said about it when it is open. */
export function LayerCard({ file, layer }: LayerCardProps) {
  const isOpen = useIngest((state) => state.activeKey === layer.key);
  const { description, isIncluded } = layer;
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isOpen) card.current?.closest("section")?.scrollIntoView({ block: "start" });
  }, [isOpen]);
  const title = description.name ?? file.name;
  const isNamed = description.name !== null && file.layers.length > 1;
  return (
    <div ref={card} className="og-layer" data-open={isOpen && isIncluded}>
      {isNamed && (
        <h4 translate="no" title={title}>
          {title}
        </h4>
      )}
      <LayerRow file={file} layer={layer} isOpen={isOpen && isIncluded} />
      {isIncluded && <Facts layer={layer} />}
      {isIncluded && isOpen && <Details layer={layer} />}
    </div>
  );
}

function LayerRow({ file, layer, isOpen }: LayerCardProps & { readonly isOpen: boolean }) {
  const t = useText();
  const { description, isIncluded, key } = layer;
  const title = description.name ?? file.name;
  return (
    <div className="og-layer-row">
      <Checkbox
        checked={isIncluded}
        aria-label={t("ingest:file.include", { name: title })}
        onChange={({ target }) =>
          changeLayer(key, (old) => ({ ...old, isIncluded: target.checked }))
        }
      />
      <LayerSelect file={file} layer={layer} />
      <IconButton
        label={t("ingest:trial.zoom")}
        disabled={!isIncluded || layer.trial.bbox === null}
        onClick={() => lookAt(key)}
      >
        <TargetIcon />
      </IconButton>
      <IconButton
        label={t(isOpen ? "ingest:layer.close" : "ingest:layer.open")}
        aria-expanded={isOpen}
        disabled={!isIncluded}
        onClick={() => useIngest.setState({ activeKey: isOpen ? null : key })}
      >
        {isOpen ? <ChevronDownIcon /> : <ChevronRightIcon />}
      </IconButton>
    </div>
  );
}

/** A file of OpenStreetMap's own is sorted by its tags and nothing else. */
const layersFor = ({ description }: FileDraft): (LayerName | "osm")[] =>
  description?.format.startsWith("osm") === true
    ? ["osm"]
    : // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a Record<LayerName>
      [...(Object.keys(TARGETS) as LayerName[]), "osm"];

function LayerSelect({ file, layer }: LayerCardProps) {
  const t = useText();
  return (
    <Select<ImportPlan["layer"]>
      className="og-layer-select"
      value={layer.plan.layer}
      disabled={!layer.isIncluded}
      aria-label={t("ingest:layer.field")}
      options={layersFor(file).map((name) => ({ value: name, label: t(layerKey(name)) }))}
      onChange={(name) => void readAgain(file.name, { layer: [layer.key, name] })}
    />
  );
}

/** In one or two lines: how much, in what system, and what is in the way. */
function Facts({ layer }: { readonly layer: LayerDraft }) {
  const t = useText();
  const { description, plan, trial } = layer;
  const missing = missingTargets(plan);
  return (
    <div className="og-layer-facts">
      {description.rows !== null && (
        <span>{t("ingest:file.rows", { count: count(description.rows) })}</span>
      )}
      {needsPlace(layer) && hasCrs(layer) && <span translate="no">{crsName(plan.crs, t)}</span>}
      <span>
        {t("ingest:trial.good", { rows: trial.rows, accepted: trial.accepted })}
        {trial.refused > 0 && (
          <em className="og-bad"> · {t("ingest:trial.bad", { count: trial.refused })}</em>
        )}
      </span>
      {!hasCrs(layer) && <em className="og-wait">{t("ingest:crs.unsure")}</em>}
      {missing.length > 0 && (
        <em className="og-bad">
          {t("ingest:mapping.missing", {
            targets: missing.map((name) => targetName(name, t)).join(t("ingest:comma")),
          })}
        </em>
      )}
      {layer.problem !== null && <em className="og-bad">{layer.problem}</em>}
    </div>
  );
}

function Details({ layer }: { readonly layer: LayerDraft }) {
  const t = useText();
  const { description, plan } = layer;
  const personal = description.fields.filter(({ isPersonal }) => isPersonal);
  return (
    <div className="og-layer-details">
      {needsPlace(layer) && <CrsField layer={layer} />}
      {plan.layer === "osm" ? (
        <>
          <p className="og-muted">{t("ingest:layer.osmHint")}</p>
          <OsmHouseholds layer={layer} />
        </>
      ) : (
        <>
          {plan.layer === "buildings" && <HouseholdsField layer={layer} />}
          <FieldMapping layer={layer} />
        </>
      )}
      {personal.length > 0 && (
        <p className="og-ingest-note">
          {t("ingest:trial.personal", { columns: "" })}
          <span translate="no">{personal.map(({ name }) => name).join(", ")}</span>
        </p>
      )}
      <TrialView layer={layer} />
    </div>
  );
}
