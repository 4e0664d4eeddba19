import type { LayerName } from "./records.ts";

/** One thing a record needs that a field of the source can give. */
export interface Target {
  readonly name: string;
  /** A row without it (and without a default) is refused. */
  readonly isRequired: boolean;
  /** Usual headings, best first, Chinese and English; compared without case and punctuation. */
  readonly headings: readonly string[];
}

const words = (text: string): string[] => text.split(" ");

const target = (name: string, headings: string, isRequired = false): Target => ({
  name,
  isRequired,
  headings: words(headings),
});

const ID = target(
  "id",
  "source_id sourceId osm_id @id id fid gid objectid uuid guid 编号 唯一编号 标识码 编码 code ref OBJECTID_1",
);
const NAME_HEADINGS =
  "name 名称 name:zh name:zh-Hans 中文名称 全称 标准名称 title mc label 地名 name_chn name_zh";
const NAME = target("name", NAME_HEADINGS);
const ADDRESS = target(
  "address",
  "address 地址 详细地址 标准地址 门牌地址 addr 位置 location 坐落 门牌号 dz addr:full",
);
const STOREYS =
  "storeys 层数 building:levels hdb:max_floor_lvl 楼层 总层数 地上层数 楼层数 floors floor levels num_floors storey stories cs louceng";

/** What can be mapped, by layer. The order is that of a form. */
export const TARGETS: Readonly<Record<LayerName, readonly Target[]>> = {
  areas: [
    ID,
    target(
      "name",
      `${NAME_HEADINGS} 社区名称 社区 街道名称 行政区名称 area_name village xzqmc display_name`,
      true,
    ),
    target(
      "code",
      "code 编码 区划代码 行政区划代码 统计用区划代码 社区编码 区划编码 xzqdm adcode 代码 dm ref:GB",
    ),
    target("kind", "kind 级别 类型 层级 type level admin_level"),
    target("parentCode", "parent_code parentCode 上级代码 上级编码 父级编码 parent pcode"),
  ],
  compounds: [
    ID,
    target("name", `${NAME_HEADINGS} 小区名称 小区 院落名称 estate compound 楼盘`, true),
    target("access", "access 封闭 是否封闭 开放类型 管理方式"),
  ],
  gates: [
    ID,
    target("compound", "compound_id compoundSourceId 小区编号 小区id 所属小区 compound"),
    target("name", `${NAME_HEADINGS} 大门名称 出入口名称 gate`),
    target("access", "access 通行 通行类型 开放对象"),
    target("hours", "hours opening_hours 开放时间 通行时间"),
  ],
  buildings: [
    ID,
    target(
      "name",
      `${NAME_HEADINGS} 楼栋名称 楼名 楼号 栋号 楼栋号 楼栋 building_name bldg_name 建筑名称`,
    ),
    ADDRESS,
    target(
      "households",
      "households 户数 住户数 总户数 居民户数 地上总户数 household_count household num_hh hh_count hu hushu zhs",
    ),
    target(
      "dwellingUnits",
      "hdb:total_dwelling_units dwelling_units total_dwelling_units 套数 总套数 房屋套数 住宅套数 building:flats units flats dwellings apartments",
    ),
    target("storeys", STOREYS),
    target(
      "use",
      "use 用途 房屋用途 建筑用途 building 房屋类型 建筑类型 使用性质 building_use usage yt type",
    ),
  ],
  entrances: [
    ID,
    target("building", "building_id buildingSourceId 楼栋编号 楼栋id 所属楼栋 building", true),
    target("name", `${NAME_HEADINGS} 单元 单元号 楼口 entrance unit ref`),
  ],
  ways: [
    ID,
    target("name", `${NAME_HEADINGS} 道路名称 路名 road_name street lxmc`),
    target(
      "class",
      "highway 道路等级 道路类型 等级 类型 道路类别 class fclass road_class type grade dj",
    ),
    target("oneway", "oneway 单行 单向 是否单行"),
    target("layer", "layer 层级 zorder"),
    target("foot", "foot 步行 是否可步行 行人"),
    target("access", "access 通行 通行权限"),
  ],
  barriers: [
    ID,
    NAME,
    target(
      "class",
      "barrier barrier_class 等级 类型 类别 class fclass type highway railway waterway",
    ),
  ],
  way_barriers: [
    ID,
    NAME,
    target(
      "class",
      "barrier 障碍类型 路障类型 障碍 路障 障碍物 设施类型 类型 类别 kind type class",
    ),
    target("kerb", "kerb 路缘 路缘石 路牙 缘石"),
    target("wheelchair", "wheelchair 轮椅 轮椅通行 无障碍"),
    target("width", "maxwidth:physical 净宽 通行宽度 宽度 width"),
  ],
  stations: [
    ID,
    target("name", `${NAME_HEADINGS} 站点名称 阵地名称 驿站名称 站名 station`, true),
    target("kind", "kind 类型 站点类型 阵地类型 类别 类别名称 type category amenity", true),
    ADDRESS,
    target(
      "floorArea",
      "floor_area 面积 建筑面积 使用面积 面积平方米 floor_area_m2 area area_m2 mj",
    ),
    target("hours", "hours opening_hours 开放时间 服务时间 营业时间 工作时间"),
    target("services", "services 服务 服务内容 服务项目 功能 service"),
  ],
  units: [
    ID,
    target(
      "households",
      "households 户数 住户数 总户数 居民户数 household_count household hh hushu",
      true,
    ),
    target("within", "within 社区 社区编码 所属社区 社区名称 village_group community town village"),
  ],
  incidents: [
    target(
      "id",
      "id case_id service_request_id 编号 案件编号 工单编号 事件编号 受理编号 requestid ticket 案卷号",
    ),
    target(
      "category",
      "category 类别 案件类别 小类 小类名称 事件类型 问题类型 大类 SRType type 类型",
      true,
    ),
    target("description", "description 描述 问题描述 内容 事件描述 诉求内容 详情 detail details"),
    target("address", "address 地址 事发地址 发生地址 位置描述 地点 location Neighborhood 社区"),
    target(
      "reportedAt",
      "reported_at 上报时间 受理时间 创建时间 发生时间 登记时间 CreatedDate created created_at date 时间 日期",
      true,
    ),
    target("closedAt", "closed_at 结案时间 办结时间 完成时间 CloseDate ClosedDate closed"),
  ],
  land: [
    ID,
    NAME,
    target("kind", "kind 类型 地类 地类名称 landuse natural type class fclass water leisure", true),
  ],
};
