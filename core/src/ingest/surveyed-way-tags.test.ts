import { expect, it } from "vitest";
import { matchHeadings } from "./match-headings.ts";
import { surveyedWayTags } from "./surveyed-way-tags.ts";

const tagsOf = (properties: Record<string, unknown>) =>
  surveyedWayTags(properties, matchHeadings("ways", Object.keys(properties)));

it("classes and columns of a Chinese road survey become tags that the access rules read", () => {
  expect(tagsOf({ 道路等级: "次干路", 道路名称: "中山路" })).toEqual({ highway: "secondary" });
  expect(tagsOf({ 道路等级: "人行天桥" })).toEqual({ highway: "footway", bridge: "yes" });
  expect(tagsOf({ 道路类型: "地下通道" })).toEqual({ highway: "footway", tunnel: "yes" });
  expect(tagsOf({ 道路等级: "高速公路" })).toEqual({ highway: "motorway" });
  expect(tagsOf({ 道路等级: "支路", 人行: "否" })).toEqual({ highway: "tertiary", foot: "no" });
  expect(tagsOf({ 道路等级: "步道", 天桥: "是", 台阶: 1 })).toEqual({
    highway: "steps",
    bridge: "yes",
  });
  expect(tagsOf({ fclass: "residential", layer: "1" })).toEqual({
    highway: "residential",
    layer: "1",
  });
});

it("what is no class of roads leaves the class open", () => {
  expect(tagsOf({ type: "polyline" })).toEqual({});
  expect(tagsOf({ 备注: "台阶旁" })).toEqual({});
});
