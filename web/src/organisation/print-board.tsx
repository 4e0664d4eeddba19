import { useMe } from "../access/index.ts";
import { useLanguage, useText } from "../i18n/index.ts";
import { errorSentence } from "../problem-text.ts";
import { StationEdit } from "./station-edit.tsx";
import { exportFileAddress, useExportJob } from "./export-job.ts";

interface CardActionProps {
  readonly layer: string;
  readonly id: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** What can be done with the object of a card, by those who may. */
export function CardAction({ layer, id, properties }: CardActionProps) {
  const { data: me } = useMe();
  if (layer === "stations" && me?.canImport === true)
    return <StationEdit key={id} id={id} properties={properties} />;
  return layer === "grids" && me?.canReadPlans === true ? (
    <PrintBoard key={id} gridId={id} />
  ) : null;
}

/** Prints the notice board (网格公示牌) of one grid in force from its card. */
function PrintBoard({ gridId }: { readonly gridId: string }) {
  const t = useText();
  const language = useLanguage();
  const { run, start } = useExportJob();
  return (
    <div className="og-card-action" aria-live="polite">
      {run.kind === "done" ? (
        <a
          className="og-plain-button"
          href={exportFileAddress(run.reply.id, true)}
          target="_blank"
          rel="noreferrer"
        >
          {t("organisation:board.open")}
        </a>
      ) : (
        <button
          type="button"
          className="og-plain-button"
          disabled={run.kind === "running"}
          onClick={() => start({ format: "boards", gridIds: [gridId], language })}
        >
          {t(run.kind === "running" ? "organisation:board.working" : "organisation:board.print")}
        </button>
      )}
      {run.kind === "failed" && <p role="alert">{errorSentence(run.error)}</p>}
    </div>
  );
}
