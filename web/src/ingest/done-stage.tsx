import type { ImportReply } from "@onegrid/core/ingest/contract";
import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useEffect } from "react";
import { useMe } from "../access/index.ts";
import { addressOf } from "../api.ts";
import { count, useLanguage, useText } from "../i18n/index.ts";
import { goToBox } from "../map/index.ts";
import { CoverageIcon, DivisionIcon, OverviewIcon } from "../ui/icons.tsx";
import { PanelSection } from "../ui/index.ts";
import { startOver } from "./actions.ts";
import { layerKey } from "./layer-names.ts";
import { REJECTS_CSV } from "./routes.ts";
import { useIngest } from "./store.ts";

/** What came of it, and where to go from here. */
export function DoneStage({ reply }: { readonly reply: ImportReply }) {
  const t = useText();
  const client = useQueryClient();
  // Areas, and who may see them, may have come with the import.
  useEffect(() => void client.invalidateQueries(), [client]);
  const { applied, bbox } = reply;
  return (
    <>
      <PanelSection title={t(applied.length > 0 ? "ingest:done.title" : "ingest:done.nothing")}>
        {applied.length > 0 && <AppliedTable reply={reply} />}
        {reply.personalColumns.length > 0 && (
          <p className="og-ingest-note">
            {t("ingest:done.personal", { columns: "" })}
            <span translate="no">{reply.personalColumns.join(", ")}</span>
          </p>
        )}
      </PanelSection>
      <RejectsSection reply={reply} />
      <PanelSection title={t("ingest:done.next")}>
        <div className="og-next">
          {bbox !== null && <Button onClick={() => goToBox(bbox)}>{t("ingest:done.zoom")}</Button>}
          <WorkLinks />
          <Button onClick={startOver}>{t("ingest:done.more")}</Button>
        </div>
      </PanelSection>
    </>
  );
}

/** The work that the data are for, as far as the account may do it; else where one gets the right. */
function WorkLinks() {
  const t = useText();
  const { data: me } = useMe();
  if (me === undefined || me === null) return null;
  const { canReadPlans, canCover, canManagePeople } = me;
  return (
    <>
      {canReadPlans && (
        <Link to="/$workspace" params={{ workspace: "division" }} className="og-plain-button">
          <DivisionIcon /> {t("ingest:done.divide")}
        </Link>
      )}
      {canCover && (
        <>
          <Link to="/$workspace" params={{ workspace: "coverage" }} className="og-plain-button">
            <CoverageIcon /> {t("ingest:done.cover")}
          </Link>
          <Link to="/$workspace" params={{ workspace: "overview" }} className="og-plain-button">
            <OverviewIcon /> {t("ingest:done.overview")}
          </Link>
        </>
      )}
      {!canCover && canManagePeople && (
        <Link to="/people" className="og-plain-button">
          {t("ingest:done.people")}
        </Link>
      )}
    </>
  );
}

function AppliedTable({ reply }: { readonly reply: ImportReply }) {
  const t = useText();
  return (
    <table className="og-applied">
      <thead>
        <tr>
          <th scope="col">{t("ingest:done.layer")}</th>
          <th scope="col">{t("ingest:done.added")}</th>
          <th scope="col">{t("ingest:done.updated")}</th>
        </tr>
      </thead>
      <tbody>
        {reply.applied.map(({ layer, added, updated }) => (
          <tr key={layer}>
            <th scope="row">{t(layerKey(layer))}</th>
            <td>{count(added)}</td>
            <td>{count(updated)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function RejectsSection({ reply: { id, rejected } }: { readonly reply: ImportReply }) {
  const t = useText();
  const language = useLanguage();
  const showsRejects = useIngest((state) => state.showsRejects);
  if (rejected === 0)
    return (
      <PanelSection>
        <p className="og-good">{t("ingest:done.allGood")}</p>
      </PanelSection>
    );
  return (
    <PanelSection title={t("ingest:done.rejected")}>
      <p>{t("ingest:file.rows", { count: count(rejected) })}</p>
      <div className="og-ingest-actions">
        <Button
          autoInsertSpace={false}
          aria-expanded={showsRejects}
          onClick={() => useIngest.setState({ showsRejects: !showsRejects })}
        >
          {t(showsRejects ? "ingest:done.hideRejects" : "ingest:done.showRejects")}
        </Button>
        <a className="og-plain-button" href={addressOf(REJECTS_CSV, { id }, { language })} download>
          {t("ingest:done.download")}
        </a>
      </div>
    </PanelSection>
  );
}
