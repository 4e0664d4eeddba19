import type { Label } from "../rules/categories.ts";
import type { ConsultationState, ConsultationTemplate } from "../model/consultation.ts";

const label = (zh: string, en: string): Label => ({ zh, en });

export const CONSULTATION_TEMPLATE_LABELS: Record<ConsultationTemplate, Label> = {
  three_party: label("三方：居委会、业委会、物业", "Three parties: residents, owners, property"),
  four_party: label("四方：三方加监事会", "Four parties: the three and owners' supervisors"),
  six_party: label("六方：四方加综合执法、公安", "Six parties: the four, enforcement, police"),
  five_step: label("五步协商", "In five steps"),
  free: label("自选单位", "Bodies of your choice"),
};

export const CONSULTATION_STATE_LABELS: Record<ConsultationState, Label> = {
  called: label("待召开", "Called"),
  held: label("已召开，任务办理中", "Held, tasks under way"),
  settled: label("已落实", "Settled"),
  cancelled: label("已取消", "Called off"),
};
