import {
  postsOn,
  walkFigures,
  type DivisionEdit,
  type Post,
  type PresetName,
} from "@onegrid/core/division";
import { Checkbox, InputNumber, Segmented } from "antd";
import { useMemo } from "react";
import { useText } from "../../i18n/index.ts";
import { useStations } from "../state/around.ts";
import { AUTOMATIC } from "../tools/commands.ts";
import type { DivisionView } from "../state/grid-view.ts";
import type { OpenPlan } from "../state/page-state.ts";
import { planeOf } from "../state/unit-index.ts";

/** Quick, careful, and as long as the planner looks on. */
const EFFORTS = [1, 8, 100] as const;
export const ENDLESS: number = EFFORTS[2];

/** What a planner wants of an automatic division, whichever way it goes. */
export interface Wishes {
  readonly count: number | null;
  readonly effort: number;
  readonly isNearPosts: boolean;
  /** Of a hundred households, so many at least stay in their grid. */
  readonly keepPercent: number | null;
}

export const NO_WISHES: Wishes = {
  count: null,
  effort: EFFORTS[0],
  isNearPosts: false,
  keepPercent: null,
};

/** Posts of a community (网格驿站, 服务站): as the intent says them, and as they are measured. */
export interface PlacedPosts {
  readonly points: [x: number, y: number][];
  readonly posts: readonly Post[];
}

/** The stations of an open community; `null` until they are here. */
export function usePosts(open: OpenPlan): PlacedPosts | null {
  const stations = useStations(open);
  const { base } = open;
  const { ground } = open.session.division;
  return useMemo(() => {
    if (stations === undefined) return null;
    const points = stations.map(({ position: [lng, lat] }): [number, number] => {
      const [x, y] = planeOf(base, [lng, lat]);
      return [x, y];
    });
    return { points, posts: postsOn(ground, points) };
  }, [stations, base, ground]);
}

/** See `Walk`. On made towns twice as much begins to cost balance. */
const WALK_WEIGHT = 0.5;

type DivideEdit = Extract<DivisionEdit, { edit: "divide-community" }>;

/** The edit for these wishes, one way or another. */
export const editFor =
  ({ count, effort, isNearPosts, keepPercent }: Wishes, posts: PlacedPosts | null) =>
  (preset: PresetName): DivideEdit & { readonly preset: PresetName } => ({
    ...AUTOMATIC,
    edit: "divide-community",
    preset,
    effort,
    ...(count === null ? {} : { count }),
    ...(isNearPosts && posts ? { nearPosts: { points: posts.points, weight: WALK_WEIGHT } } : {}),
    ...(keepPercent === null ? {} : { keepShare: keepPercent / 100 }),
  });

interface WishFieldsProps {
  readonly wishes: Wishes;
  readonly posts: PlacedPosts | null;
  /** There are grids in which households could stay. */
  readonly hasGrids: boolean;
  readonly onChange: (wishes: Wishes) => void;
}

export function WishFields({ wishes, posts, hasGrids, onChange }: WishFieldsProps) {
  const t = useText();
  return (
    <div className="og-divide-row">
      <label>
        {t("division:divide.count")}
        <InputNumber
          min={1}
          max={999}
          value={wishes.count}
          placeholder={t("division:divide.countAuto")}
          onChange={(count) => onChange({ ...wishes, count })}
        />
      </label>
      {hasGrids && (
        <label>
          {t("division:divide.keep")}
          <InputNumber
            min={0}
            max={100}
            precision={0}
            suffix="%"
            value={wishes.keepPercent}
            placeholder={t("division:divide.keepNone")}
            onChange={(keepPercent) => onChange({ ...wishes, keepPercent })}
          />
        </label>
      )}
      <Checkbox
        checked={wishes.isNearPosts}
        disabled={posts === null || posts.posts.length === 0}
        onChange={({ target }) => onChange({ ...wishes, isNearPosts: target.checked })}
      >
        {t("division:divide.nearPosts")}
        {posts !== null && (
          <small className="og-muted">
            {" "}
            {posts.posts.length === 0
              ? t("division:divide.noPosts")
              : t("division:divide.posts", { count: posts.posts.length })}
          </small>
        )}
      </Checkbox>
      <EffortChoice effort={wishes.effort} onChange={(effort) => onChange({ ...wishes, effort })} />
    </div>
  );
}

function EffortChoice({
  effort,
  onChange,
}: {
  readonly effort: number;
  readonly onChange: (effort: number) => void;
}) {
  const t = useText();
  return (
    <div>
      <span id="og-effort">{t("division:divide.effort")}</span>
      <Segmented
        aria-labelledby="og-effort"
        value={effort}
        onChange={onChange}
        options={[
          { value: EFFORTS[0], label: t("division:divide.effortQuick") },
          { value: EFFORTS[1], label: t("division:divide.effortDeep") },
          { value: EFFORTS[2], label: t("division:divide.effortEndless") },
        ]}
      />
    </div>
  );
}

/** How far households walk to the post of their grid. */
export function WalkNumber({
  view: { division },
  posts,
}: {
  readonly view: DivisionView;
  readonly posts: readonly Post[];
}) {
  const t = useText();
  const { ground, gridOf } = division;
  const figures = walkFigures([{ graph: ground.graph, gridOf, posts }]);
  if (figures === null) return null;
  const { mean, p90 } = figures;
  return <>{t("division:divide.walk", { mean: Math.round(mean), p90 })}</>;
}
