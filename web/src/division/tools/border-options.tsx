import { cutsOf } from "@onegrid/core/division";
import { Button, Checkbox, Segmented } from "antd";
import { useText } from "../../i18n/index.ts";
import { useBorders, type PenKind } from "./border-state.ts";
import { NO_DRAFT, useDivision, type OpenPlan } from "../state/page-state.ts";
import { perform } from "../session/perform.ts";

interface OptionsProps {
  readonly open: OpenPlan;
}

/** What can be done with a stretch of border that was clicked: lock it, or open it. */
export function BorderOptions({ open }: OptionsProps) {
  const t = useText();
  const stretch = useBorders((state) => state.stretch);
  if (stretch === null) return <span className="og-muted">{t("division:border.dragAbout")}</span>;
  const { locks } = open.session.division;
  const locked = new Set(
    locks.flatMap((lock) => (lock.kind === "border" ? [pairName(lock.unitId, lock.otherId)] : [])),
  );
  const isLocked = stretch.pairs.every(([one, other]) => locked.has(pairName(one, other)));
  const pairs = stretch.pairs.map(([one, other]): [string, string] => [one, other]);
  const switchLock = async (): Promise<void> => {
    const isDone = isLocked
      ? await perform({ edit: "unlock-border", pairs })
      : await perform({ edit: "lock-border", pairs, reason: "" });
    if (!isDone) return;
    useBorders.setState({ stretch: null });
    useDivision.setState({ draft: NO_DRAFT });
  };
  return (
    <>
      <span>{t("division:border.chosen")}</span>
      <Button size="small" type="primary" onClick={() => void switchLock()}>
        {t(isLocked ? "division:border.unlock" : "division:border.lock")}
      </Button>
    </>
  );
}

const pairName = (one: string, other: string): string => [one, other].toSorted().join(" ");

/** How the pen goes from point to point. */
export function PenOptions() {
  const t = useText();
  const pen = useBorders((state) => state.pen);
  return (
    <>
      <Segmented
        size="small"
        aria-label={t("division:border.penKind")}
        value={pen}
        onChange={(chosen: PenKind) => useBorders.setState({ pen: chosen })}
        options={[
          { value: "wire", label: t("division:border.wire") },
          { value: "straight", label: t("division:border.straight") },
        ]}
      />
      <span className="og-muted">{t("division:border.penAbout")}</span>
    </>
  );
}

export function TraceOptions() {
  const t = useText();
  return <span className="og-muted">{t("division:border.traceAbout")}</span>;
}

/** Whether a cut parts its grid as well. */
export function CutOptions() {
  const t = useText();
  const cutSplits = useBorders((state) => state.cutSplits);
  return (
    <>
      <Checkbox
        checked={cutSplits}
        onChange={(event) => useBorders.setState({ cutSplits: event.target.checked })}
      >
        {t("division:border.cutSplits")}
      </Checkbox>
      <span className="og-muted">{t("division:border.cutAbout")}</span>
    </>
  );
}

/** Makes pieces of a cut unit one again (复原), where the chosen ones are such pieces. */
export function JoinButton({ open, units }: OptionsProps & { readonly units: readonly number[] }) {
  const t = useText();
  const { ground } = open.session.division;
  const parents = new Set(units.map((unit) => parentOf(ground.unitIds[unit] ?? "")));
  const cut = new Set(cutsOf(ground).map(({ unitId }) => unitId));
  const [unitId, ...more] = parents;
  if (unitId === undefined || more.length > 0 || !cut.has(unitId)) return null;
  return (
    <button
      type="button"
      className="og-tool"
      onClick={() => void perform({ edit: "join-children", unitId })}
    >
      {t("division:border.join")}
    </button>
  );
}

const parentOf = (unitId: string): string => unitId.slice(0, Math.max(0, unitId.lastIndexOf("/")));
