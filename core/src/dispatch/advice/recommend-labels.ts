import type { Label } from "../rules/categories.ts";
import type { ExclusionReason, RankedCandidate, StartPlace, TermName } from "./recommend.ts";

const label = (zh: string, en: string): Label => ({ zh, en });

export const TERM_LABELS: Record<TermName, Label> = {
  travel: label("到场", "arrival"),
  remaining_work: label("手上任务", "work in hand"),
  own_grid: label("本网格", "own grid"),
  own_community: label("本社区", "own community"),
  fatigue: label("连续工作", "long shift"),
  earlier_in_batch: label("排在本批其他案件之后", "behind other cases of this batch"),
};

export const EXCLUSION_LABELS: Record<ExclusionReason, Label> = {
  off_shift: label("不在班", "off shift"),
  no_right: label("不在管辖范围", "outside the area of the duty"),
  no_capability: label("不具备此类处置能力", "cannot take this class"),
  at_load: label("任务已满", "at full load"),
  resting: label("休息中", "resting"),
  no_position: label("位置过期且无值守点", "position too old and no duty point"),
  unreachable: label("路网不可达", "no way leads there"),
};

export const START_PLACE_LABELS: Record<StartPlace, Label> = {
  position: label("当前位置", "present position"),
  present_job: label("当前任务处", "present job"),
  duty_point: label("值守点（位置过期）", "duty point (position too old)"),
};

/** “到场 6 分 40 秒 · 手上 2 件 · 本网格”: the terms that matter, in the words of the desk. */
export function reasonSentence({ terms, travelSeconds, startsFrom }: RankedCandidate): Label {
  const parts = terms.flatMap(({ term, count }): Label[] => {
    if (term === "travel") return [];
    if (term === "remaining_work") return [label(`手上 ${count ?? 0} 件`, `${count ?? 0} in hand`)];
    if (term === "fatigue") return [label(`已工作 ${count ?? 0} 小时`, `${count ?? 0} h on shift`)];
    if (term === "earlier_in_batch")
      return [label(`本批前面还有 ${count ?? 0} 件`, `${count ?? 0} of this batch before`)];
    return [TERM_LABELS[term]];
  });
  const minutes = Math.floor(travelSeconds / 60);
  const seconds = travelSeconds % 60;
  const all = [
    label(`到场 ${minutes} 分 ${seconds} 秒`, `there in ${minutes} min ${seconds} s`),
    ...parts,
    ...(startsFrom === "duty_point" ? [label("按值守点计算", "from the duty point")] : []),
  ];
  return label(all.map((each) => each.zh).join(" · "), all.map((each) => each.en).join(" · "));
}
