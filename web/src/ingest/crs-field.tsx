import type { AxisOrder, CrsProposal } from "@onegrid/core/ingest";
import { Button, Select } from "antd";
import { useText, type TextKey } from "../i18n/index.ts";
import { planLayer } from "./actions.ts";
import { crsChoices, crsName } from "./crs-names.ts";
import { hasCrs, type LayerDraft } from "./drafts.ts";
import { changeLayer } from "./store.ts";

const BECAUSE: Readonly<Record<Exclude<CrsProposal["because"], "declared">, TextKey>> = {
  format: "ingest:crs.format",
  range: "ingest:crs.range",
  district: "ingest:crs.district",
};

const confirmCrs = (key: string): void =>
  changeLayer(key, (layer) => ({ ...layer, isCrsConfirmed: true }));

/** Which system the numbers are in. What the file does not say is for the user to see and settle. */
export function CrsField({ layer }: { readonly layer: LayerDraft }) {
  const t = useText();
  const { key, plan, description } = layer;
  const { proposed, others } = crsChoices(description.crs);
  const choose = (change: { crs?: string; axisOrder?: AxisOrder }): void => {
    planLayer(key, change, true);
    confirmCrs(key);
  };
  const option = (crs: string) => ({ value: crs, label: crsName(crs, t) });
  return (
    <div className="og-ingest-field">
      <span>{t("ingest:crs.title")}</span>
      <div>
        <Select
          showSearch={{ optionFilterProp: "label" }}
          value={plan.crs}
          aria-label={t("ingest:crs.title")}
          options={[
            { label: t("ingest:crs.proposed"), options: proposed.map(option) },
            { label: t("ingest:crs.others"), options: others.map(option) },
          ]}
          popupMatchSelectWidth={320}
          onChange={(crs) => choose({ crs })}
        />
        <small className="og-muted">
          <Ground layer={layer} />
        </small>
        {!description.crs.isCertain && (
          <Select<AxisOrder>
            value={plan.axisOrder}
            aria-label={t("ingest:crs.axis")}
            options={[
              { value: "xy", label: t("ingest:crs.xy") },
              { value: "yx", label: t("ingest:crs.yx") },
            ]}
            onChange={(axisOrder) => choose({ axisOrder })}
          />
        )}
        {description.crs.isContradicted && (
          <em className="og-bad">{t("ingest:crs.contradicted")}</em>
        )}
        {!hasCrs(layer) && (
          <div className="og-ask">
            <em className="og-wait">{t("ingest:crs.unsure")}</em>
            <Button size="small" type="primary" onClick={() => confirmCrs(key)}>
              {t("ingest:crs.confirm")}
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}

/** Why this one is proposed. */
function Ground({ layer: { description, plan } }: { readonly layer: LayerDraft }) {
  const t = useText();
  const { declared, proposals } = description.crs;
  const proposal = proposals.find(({ crs }) => crs === plan.crs);
  if (proposals.length === 0) return t("ingest:crs.none");
  if (proposal?.because === "declared" && declared !== null)
    return (
      <span translate="no">{t("ingest:crs.declared", { text: declared.text.slice(0, 60) })}</span>
    );
  if (proposal === undefined || proposal.because === "declared") return null;
  return t(BECAUSE[proposal.because]);
}
