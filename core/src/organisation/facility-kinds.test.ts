import { expect, it } from "vitest";
import { facilityOfText } from "./facility-kinds.ts";

it.each([
  ["金都里社区老年活动中心", "community"],
  ["和平街道办事处", "community"],
  ["公共服务设施", "community"],
  ["明珠小区车棚", "auxiliary"],
  ["天润华府配电室", "auxiliary"],
  ["公共卫生间", "auxiliary"],
  ["社区卫生服务中心", "health"],
  ["育红第四小学综合楼", "education"],
  ["便民超市", "commerce"],
  ["早餐店", "commerce"],
  ["新华书店", "culture"],
  ["区图书馆", "culture"],
  ["轴承厂3号厂房", "industry"],
  ["Town Hall", "community"],
  ["和平北大街294号", null],
  ["", null],
])("the name %s speaks of %s", (name, kind) => {
  expect(facilityOfText(name)).toBe(kind);
});
