import type { Me } from "@onegrid/core/access/contract";
import type { GroundProblem, GroundReply } from "@onegrid/core/division/contract";
import { Button } from "antd";
import { useEffect, useMemo } from "react";
import { useText } from "../../i18n/index.ts";
import { PanelSection } from "../../ui/index.ts";
import { GroundItem } from "./ground-item.tsx";
import { SettledList, UnmatchedList } from "./ground-settled.tsx";
import { showGround, useGround, useSettling } from "./ground-state.ts";
import { openProblems, ruledProblems } from "./ground-summary.ts";
import { useTask } from "../controls/use-task.ts";
import { groupProblems, kindAbout, kindTitle, type ProblemGroup } from "./ground-words.ts";
import { useDivision, type OpenPlan } from "../state/page-state.ts";
import "./ground.css";

interface GroundPanelProps {
  readonly open: OpenPlan;
  readonly me: Me;
}

/** What is wrong with the ground under the plan (底图问题), and what was settled of it. */
export function GroundPanel({ open, me }: GroundPanelProps) {
  const t = useText();
  const { data } = useGround(open.base.id);
  return (
    <PanelSection
      title={t("plan:ground.title")}
      actions={
        <Button size="small" type="text" onClick={() => showGround(null)}>
          {t("plan:ground.close")}
        </Button>
      }
      fills
    >
      <div className="og-table-scroll">
        {data === undefined ? (
          <p role="status">{t("plan:ground.loading")}</p>
        ) : (
          <GroundLists open={open} me={me} ground={data} />
        )}
      </div>
    </PanelSection>
  );
}

function GroundLists({ open, me, ground }: GroundPanelProps & { readonly ground: GroundReply }) {
  const t = useText();
  const waiting = useMemo(() => groupProblems(openProblems(ground)), [ground]);
  const numbers = useMemo(() => numberAll(waiting), [waiting]);
  usePinsFor(numbers);
  const isOld = ground.newestBaseId !== ground.baseId;
  return (
    <div className="og-ground">
      {isOld && open.isEditable && <NewerBase open={open} me={me} />}
      <UnmatchedList open={open} ground={ground} />
      {waiting.length === 0 && <p className="og-muted">{t("plan:ground.clear")}</p>}
      {waiting.map((group) => (
        <Group key={group.kind} {...{ open, me, ground, group, numbers }} />
      ))}
      <Ruled open={open} me={me} ground={ground} />
      <SettledList open={open} me={me} ground={ground} />
    </div>
  );
}

/** The number of each problem, the same in the list and on the map. */
const numberAll = (groups: readonly ProblemGroup[]): ReadonlyMap<GroundProblem, number> =>
  new Map(groups.flatMap(({ problems }) => problems).map((problem, i) => [problem, i + 1]));

const MOST_PINS = 200;

function usePinsFor(numbers: ReadonlyMap<GroundProblem, number>): void {
  useEffect(() => {
    const pins = [...numbers].slice(0, MOST_PINS).flatMap(([{ place }, number]) => {
      const [lng, lat] = place;
      if (lng === 0 && lat === 0) return [];
      return [{ label: String(number), position: [lng, lat] as const, kind: "open" as const }];
    });
    useDivision.setState({ pins });
    return () => useDivision.setState({ pins: [] });
  }, [numbers]);
}

function NewerBase({ open, me }: GroundPanelProps) {
  const t = useText();
  const { follow } = useSettling(open, me);
  const { run, isBusy, fault } = useTask();
  return (
    <div className="og-ground-newer" role="status">
      <p>{t("plan:ground.newerAbout")}</p>
      <Button size="small" type="primary" loading={isBusy} onClick={() => run(follow)}>
        {t("plan:ground.follow")}
      </Button>
      {fault !== null && <em role="alert">{fault}</em>}
    </div>
  );
}

/** What a rule has settled: told, and can be settled otherwise. */
function Ruled({ open, me, ground }: GroundPanelProps & { readonly ground: GroundReply }) {
  const t = useText();
  const problems = ruledProblems(ground);
  if (problems.length === 0) return null;
  return (
    <details className="og-ground-group">
      <summary>
        {t("plan:ground.ruled")} <span className="og-number">{problems.length}</span>
      </summary>
      <p className="og-muted">{t("plan:ground.ruledAbout")}</p>
      <ol>
        {problems.slice(0, MOST_ROWS).map((problem) => (
          <GroundItem key={problem.id} number={0} {...{ open, me, ground, problem }} />
        ))}
      </ol>
    </details>
  );
}

/** Groups longer than this are folded. */
const FOLDED_FROM = 6;
/** More rows than a person reads are not drawn. */
const MOST_ROWS = 200;

interface GroupProps extends GroundPanelProps {
  readonly ground: GroundReply;
  readonly group: ProblemGroup;
  readonly numbers: ReadonlyMap<GroundProblem, number>;
}

function Group({ open, me, ground, group, numbers }: GroupProps) {
  const t = useText();
  const { kind, problems } = group;
  const about = kindAbout(kind, t);
  return (
    <details className="og-ground-group" open={problems.length < FOLDED_FROM}>
      <summary>
        {kindTitle(kind, t)} <span className="og-number">{problems.length}</span>
      </summary>
      {about !== "" && <p className="og-muted">{about}</p>}
      <ol>
        {problems.slice(0, MOST_ROWS).map((problem) => (
          <GroundItem
            key={problem.id}
            number={numbers.get(problem) ?? 0}
            {...{ open, me, ground, problem }}
          />
        ))}
      </ol>
    </details>
  );
}
