import type { DepartmentsProblem } from "../departments-contract.ts";
import type { Label } from "../rules/categories.ts";

const label = (zh: string, en: string): Label => ({ zh, en });

/** Refusals about departments and committees in both languages. */
export const DEPARTMENT_PROBLEM_LABELS: Record<DepartmentsProblem["code"], Label> = {
  "dispatch.no-department": label(
    "该部门不负责此处，或暂无人值守，无法吹哨。",
    "This department does not serve the place, or nobody acts for it now.",
  ),
  "dispatch.departments-refused": label(
    "部门名录未保存：请按提示处理后重试。",
    "The directory was not saved: settle what is marked and try again.",
  ),
  "dispatch.seat-refused": label(
    "不能这样绑定：请选择本辖区人员的部门任职，且部门在用。社区组织也可以由队员任职。",
    "This cannot be bound: choose a duty of your own people in a role of departments, and a body that is in use. Members of teams act for committees only.",
  ),
};
