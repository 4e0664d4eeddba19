import { readAssignment, type AssignmentFault, type ReadAssignment } from "@onegrid/core/division";
import { Button } from "antd";
import { useRef, useState } from "react";
import { count, useText } from "../../i18n/index.ts";
import { useAreas } from "../../organisation/index.ts";
import { openPlanOf, useDivision, type OpenPlan } from "../state/page-state.ts";
import { ReasonedButton } from "../controls/reasoned-button.tsx";
import { perform } from "../session/perform.ts";

type Read = ReadAssignment | AssignmentFault;

/** Brings a table of units and grids (归属表) into the open division. */
export function ImportAssignment() {
  const open = useDivision(openPlanOf);
  return open?.isEditable === true ? <ImportPart open={open} /> : null;
}

function ImportPart({ open }: { readonly open: OpenPlan }) {
  const t = useText();
  const { data: areas = [] } = useAreas();
  const field = useRef<HTMLInputElement>(null);
  const [read, setRead] = useState<Read | null>(null);
  const [isDone, setIsDone] = useState(false);
  const take = async (file: File): Promise<void> => {
    const code = areas.find(({ id }) => id === open.communityId)?.code ?? "";
    const unitIds = new Set(open.base.ground.unitIds);
    setIsDone(false);
    setRead(readAssignment(decode(await file.arrayBuffer()), { code, unitIds }));
  };
  const bring = async ({ rows }: ReadAssignment): Promise<void> => {
    setIsDone(await perform({ edit: "import-assignment", rows: [...rows], contiguity: "warn" }));
    setRead(null);
  };
  return (
    <details className="og-export-import">
      <summary>{t("export:import.title")}</summary>
      <p className="og-muted">{t("export:import.about")}</p>
      <input
        ref={field}
        hidden
        type="file"
        accept=".csv,.txt,.tsv,text/csv"
        aria-label={t("export:import.choose")}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          target.value = "";
          if (file !== undefined) void take(file);
        }}
      />
      <Button onClick={() => field.current?.click()}>{t("export:import.choose")}</Button>
      {read !== null && <Found read={read} onBring={(found) => void bring(found)} />}
      {isDone && <p role="status">{t("export:import.done")}</p>}
    </details>
  );
}

/** UTF-8, and what is not is GBK: what spreadsheets write here. */
function decode(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

interface FoundProps {
  readonly read: Read;
  readonly onBring: (read: ReadAssignment) => void;
}

const MOST_SHOWN = 8;

function Found({ read, onBring }: FoundProps) {
  const t = useText();
  if ("code" in read)
    return (
      <p role="alert" className="og-fault">
        {t("export:import.columns", { headings: read.headings })}
      </p>
    );
  const { rows, refused, elsewhere } = read;
  const grids = new Set(rows.map(({ gridId }) => gridId));
  grids.delete(null);
  return (
    <div role="status">
      <p>
        {t("export:import.found", { units: count(rows.length), grids: count(grids.size) })}
        {elsewhere > 0 && ` ${t("export:import.elsewhere", { count: count(elsewhere) })}`}
      </p>
      {refused.length > 0 && (
        <>
          <p className="og-warning">
            {t("export:import.refused", { count: count(refused.length) })}
          </p>
          <ul>
            {refused.slice(0, MOST_SHOWN).map(({ line, reason, text }) => (
              <li key={line}>
                {t("export:import.line", { line })} <code translate="no">{text}</code>{" "}
                {t(`export:import.reason.${reason}`)}
              </li>
            ))}
          </ul>
        </>
      )}
      <ReasonedButton
        type="primary"
        why={rows.length === 0 ? t("export:import.nothing") : null}
        onClick={() => onBring(read)}
      >
        {t("export:import.go")}
      </ReasonedButton>
    </div>
  );
}
