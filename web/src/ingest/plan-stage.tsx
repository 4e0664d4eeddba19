import { Button, Input } from "antd";
import { useText } from "../i18n/index.ts";
import { useAreas } from "../organisation/index.ts";
import { start, startOver } from "./actions.ts";
import { countHomeless, findObstacle, included, type Obstacle } from "./drafts.ts";
import { FileCard } from "./file-card.tsx";
import { useIngest } from "./store.ts";

/** Every file with how it would be read; the user confirms, changes and starts. */
export function PlanStage({ problem }: { readonly problem: string | null }) {
  const t = useText();
  const files = useIngest((state) => state.files);
  return (
    <>
      <div className="og-ingest-files">
        {problem !== null && (
          <p className="og-ingest-problem" role="alert">
            {t("ingest:failed.title")}
            <br />
            {problem}
          </p>
        )}
        {files.map((file) => (
          <FileCard key={file.name} file={file} />
        ))}
      </div>
      <Footer />
    </>
  );
}

function Footer() {
  const t = useText();
  const files = useIngest((state) => state.files);
  const obstacle = findObstacle(files);
  const count = included(files).length;
  return (
    <footer className="og-ingest-footer">
      <AroundField />
      {obstacle !== null && <ObstacleLine obstacle={obstacle} />}
      <div className="og-ingest-actions">
        <Button type="primary" disabled={obstacle !== null} onClick={() => void start()}>
          {t("ingest:start.button", { count })}
        </Button>
        <Button onClick={startOver}>{t("ingest:start.restart")}</Button>
      </div>
    </footer>
  );
}

function ObstacleLine({ obstacle }: { readonly obstacle: Obstacle }) {
  const t = useText();
  const words = {
    nothing: () => t("ingest:start.waitNothing"),
    reading: () => t("ingest:start.waitReading"),
    crs: (count: number) => t("ingest:start.waitCrs", { count }),
    targets: (count: number) => t("ingest:start.waitTargets", { count }),
  };
  return (
    <p className="og-ingest-obstacle" role="status">
      {words[obstacle.kind]("count" in obstacle ? obstacle.count : 0)}
    </p>
  );
}

/** Without a community nothing can be divided or counted: the import can make one. */
function AroundField() {
  const t = useText();
  const files = useIngest((state) => state.files);
  const around = useIngest((state) => state.around);
  const { data: areas = [] } = useAreas();
  const communities = areas.filter(({ kind }) => kind === "community").map(({ bbox }) => bbox);
  const count = countHomeless(files, communities);
  if (count === 0) return null;
  return (
    <div className="og-around">
      <strong>{t("ingest:around.title")}</strong>
      <p className="og-muted">{t("ingest:around.text", { count })}</p>
      <label>
        <span>{t("ingest:around.label")}</span>
        <Input
          value={around}
          maxLength={60}
          placeholder={t("ingest:around.placeholder")}
          onChange={({ target }) => useIngest.setState({ around: target.value })}
        />
      </label>
      <small className="og-muted">{t("ingest:around.skip")}</small>
    </div>
  );
}
