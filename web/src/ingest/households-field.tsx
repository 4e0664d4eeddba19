import {
  SQUARE_METRES_PER_HOUSEHOLD,
  type HouseholdEstimate,
  type PlanTrial,
} from "@onegrid/core/ingest";
import { Checkbox, InputNumber, Radio } from "antd";
import { count, useText } from "../i18n/index.ts";
import { planLayer } from "./actions.ts";
import { mapTarget, type LayerDraft } from "./drafts.ts";
import { FieldSelect } from "./field-select.tsx";

type Origin = "households" | "dwellingUnits" | "none";

const originOf = ({ plan: { mapping } }: LayerDraft): Origin => {
  if (mapping["households"] !== undefined) return "households";
  return mapping["dwellingUnits"] === undefined ? "none" : "dwellingUnits";
};

/** The number everything else is counted in: from a register, or as an estimate that says so. */
export function HouseholdsField({ layer }: { readonly layer: LayerDraft }) {
  const t = useText();
  const { plan, key, trial } = layer;
  const origin = originOf(layer);
  const take = (target: Origin, field: string | null): void => {
    const empty = mapTarget(mapTarget(plan, "households", null), "dwellingUnits", null);
    planLayer(key, target === "none" ? empty : mapTarget(empty, target, field));
  };
  return (
    <fieldset className="og-mapping og-households">
      <legend>{t("ingest:households.title")}</legend>
      <Radio.Group
        value={origin}
        aria-label={t("ingest:households.title")}
        onChange={({ target }) => take(asOrigin(target.value), likelyField(layer))}
      >
        <Radio value="households">{t("ingest:households.field")}</Radio>
        <Radio value="dwellingUnits">{t("ingest:households.dwellings")}</Radio>
        <Radio value="none">{t("ingest:households.none")}</Radio>
      </Radio.Group>
      {origin !== "none" && (
        <FieldSelect
          layer={layer}
          label={t("ingest:households.title")}
          value={plan.mapping[origin] ?? null}
          onChange={(field) => take(field === null ? "none" : origin, field)}
        />
      )}
      <EstimateFields layer={layer} />
      <HouseholdsTrial trial={trial} estimates={plan.estimate !== null} />
    </fieldset>
  );
}

/** Where tags decide, a number is either in them or estimated. */
export function OsmHouseholds({ layer }: { readonly layer: LayerDraft }) {
  const t = useText();
  return (
    <fieldset className="og-mapping og-households">
      <legend>{t("ingest:target.households")}</legend>
      <EstimateFields layer={layer} />
      <HouseholdsTrial trial={layer.trial} estimates={layer.plan.estimate !== null} />
    </fieldset>
  );
}

interface HouseholdsTrialProps {
  readonly trial: PlanTrial;
  readonly estimates: boolean;
}

function HouseholdsTrial({ trial: { households }, estimates }: HouseholdsTrialProps) {
  const t = useText();
  if (households === null) return null;
  const { unknown } = households.buildings;
  const buildings = Object.values(households.buildings).reduce((sum, n) => sum + n, 0);
  return (
    <>
      <p className="og-trial-households" role="status">
        {t("ingest:households.trial", {
          ...households.buildings,
          count: buildings,
          households: count(households.households),
        })}
      </p>
      {unknown === buildings && (
        <p className="og-ingest-note" role="note">
          {t(estimates ? "ingest:households.noStoreys" : "ingest:households.allUnknown")}
        </p>
      )}
    </>
  );
}

const asOrigin = (value: unknown): Origin =>
  value === "households" || value === "dwellingUnits" ? value : "none";

const isNumbers = (samples: readonly string[]): boolean =>
  samples.length > 0 && samples.every((text) => /^\d{1,5}$/.test(text));

/** What was mapped, else the first field that holds whole numbers. */
function likelyField({ plan: { mapping }, description }: LayerDraft): string | null {
  return (
    mapping["households"] ??
    mapping["dwellingUnits"] ??
    description.fields.find(({ samples, isPersonal }) => !isPersonal && isNumbers(samples))?.name ??
    description.fields.find(({ isPersonal }) => !isPersonal)?.name ??
    null
  );
}

function EstimateFields({ layer: { plan, key } }: { readonly layer: LayerDraft }) {
  const t = useText();
  const { estimate } = plan;
  const change = (part: Partial<HouseholdEstimate>): void => {
    if (estimate !== null) planLayer(key, { estimate: { ...estimate, ...part } });
  };
  const usual = { squareMetresPerHousehold: SQUARE_METRES_PER_HOUSEHOLD, storeysWhenUnknown: null };
  return (
    <div className="og-estimate">
      <Checkbox
        checked={estimate !== null}
        onChange={({ target }) => planLayer(key, { estimate: target.checked ? usual : null })}
      >
        {t("ingest:households.estimate")}
      </Checkbox>
      {estimate !== null && (
        <div className="og-estimate-values">
          <label>
            {t("ingest:households.perHousehold")}
            <InputNumber
              min={10}
              max={1000}
              value={estimate.squareMetresPerHousehold}
              onChange={(value) =>
                change({ squareMetresPerHousehold: value ?? usual.squareMetresPerHousehold })
              }
            />
            {t("ingest:households.squareMetres")}
          </label>
          <label>
            {t("ingest:households.storeys")}
            <InputNumber
              min={1}
              max={200}
              precision={0}
              value={estimate.storeysWhenUnknown}
              placeholder={t("ingest:households.unknownStays")}
              onChange={(value) => change({ storeysWhenUnknown: value })}
            />
            {t("ingest:households.storeysUnit")}
          </label>
          <small className="og-muted">{t("ingest:households.estimateHint")}</small>
        </div>
      )}
    </div>
  );
}
