import { useText, type TextKey } from "../i18n/index.ts";
import { PanelHeading } from "../ui/index.ts";
import { ChooseStage } from "./choose-stage.tsx";
import { DoneStage } from "./done-stage.tsx";
import { PlanStage } from "./plan-stage.tsx";
import { RunStage } from "./run-stage.tsx";
import { useIngest, type Stage } from "./store.ts";
import { UploadStage } from "./upload-stage.tsx";

/** The wizard: choose, check, run, see what came of it. */
export function IngestPanel() {
  const t = useText();
  const stage = useIngest((state) => state.stage);
  return (
    <>
      <PanelHeading title={t("shell:workspace.ingest")} about={t("ingest:about")} />
      <Steps stage={stage} />
      <StageView stage={stage} />
    </>
  );
}

function StageView({ stage }: { readonly stage: Stage }) {
  if (stage.kind === "choose") return <ChooseStage problem={stage.problem} note={stage.note} />;
  if (stage.kind === "upload") return <UploadStage {...stage} />;
  if (stage.kind === "plan") return <PlanStage problem={stage.problem} />;
  if (stage.kind === "run") return <RunStage {...stage} />;
  return <DoneStage reply={stage.reply} />;
}

const STEPS: readonly { readonly title: TextKey; readonly kinds: readonly Stage["kind"][] }[] = [
  { title: "ingest:step.choose", kinds: ["choose", "upload"] },
  { title: "ingest:step.check", kinds: ["plan"] },
  { title: "ingest:step.run", kinds: ["run"] },
  { title: "ingest:step.done", kinds: ["done"] },
];

function Steps({ stage }: { readonly stage: Stage }) {
  const t = useText();
  const present = STEPS.findIndex(({ kinds }) => kinds.includes(stage.kind));
  return (
    <ol className="og-steps" aria-label={t("ingest:step.label")}>
      {STEPS.map(({ title }, at) => (
        <li
          key={title}
          aria-current={at === present ? "step" : undefined}
          data-state={at < present ? "past" : at === present ? "present" : "coming"}
        >
          <span>{t(title)}</span>
        </li>
      ))}
    </ol>
  );
}
