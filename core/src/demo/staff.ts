import type { Position } from "../geometry/index.ts";
import { positionOf } from "./ground.ts";
import type { DemoOptions } from "./options.ts";
import { itemAt, randomFor, type Random } from "./random.ts";
import { surveyTown, type Survey, type SurveyedCommunity } from "./survey.ts";

/** Roles of a grid team (网格小组), codes of the domain. */
export type DemoStaffRole =
  | "grid_head" // 网格长
  | "grid_staff" // 网格员
  | "building_head" // 楼栋长
  | "legal_adviser" // 法律咨询员
  | "health_officer" // 社区健康员
  | "community_police" // 社区民警
  | "patrol_team" // 巡逻队
  | "volunteer" // 居民志愿者
  | "mediator"; // 调解员

/**
 * A duty holder (任职) without an account: who may be sent out, where they start and when they work.
 * The names are drawn from lists, they belong to nobody.
 */
export interface DemoStaffMember {
  readonly id: string;
  readonly role: DemoStaffRole;
  /** Work display name, such as 网格员 李建国. */
  readonly displayName: string;
  /** 12-digit code of the community; grids are drawn later and take over whole teams. */
  readonly areaCode: string;
  /** Number of the team in the community, from 1: one team for each 300 households. */
  readonly team: number;
  readonly isFullTime: boolean;
  readonly shift: "day" | "evening" | "night" | "on_call";
  /** Hours of the shift, OSM notation. */
  readonly hours: string;
  /** Where the member is at the start of the shift. */
  readonly position: Position;
}

const HOUSEHOLDS_PER_TEAM = 300;
const SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕";
const GIVEN = (
  "建国 秀英 志强 丽华 海燕 文博 晓东 春梅 国庆 玉兰 俊杰 雪梅 立新 红霞 永刚 小兰 明亮 桂芳 振华 静怡 " +
  "学军 婷婷 卫东 淑珍 少华 佳慧 大伟 敏敏 光明 月琴 新民 雅琴 凯旋 彩云 德胜 爱华"
).split(" ");
const TITLES: Readonly<Record<DemoStaffRole, string>> = {
  grid_head: "网格长",
  grid_staff: "网格员",
  building_head: "楼栋长",
  legal_adviser: "法律咨询员",
  health_officer: "社区健康员",
  community_police: "社区民警",
  patrol_team: "巡逻队员",
  volunteer: "志愿者",
  mediator: "调解员",
};
const HOURS = {
  day: "Mo-Fr 08:30-18:00",
  evening: "Mo-Su 14:00-22:00",
  night: "Mo-Su 20:00-24:00",
  on_call: "Mo-Su 00:00-24:00",
} as const;
/** On call round the clock, as is the head of a community's first team, who takes every class. */
const ON_CALL: readonly DemoStaffRole[] = ["community_police", "patrol_team"];
/** Members of one team; building heads come to 2.3 a grid, as in the reference city S1. */
const TEAM: readonly (readonly [role: DemoStaffRole, average: number])[] = [
  ["grid_head", 1],
  ["grid_staff", 1.02],
  ["building_head", 2.3],
  ["legal_adviser", 1],
  ["health_officer", 1],
  ["community_police", 1],
  ["patrol_team", 0.5],
  ["volunteer", 1],
  ["mediator", 0.25],
];

/** The duty holders of the demo of the same seed and size. Same arguments, same list. */
export function demoStaff(options: Pick<DemoOptions, "seed" | "size">): DemoStaffMember[] {
  return staffOf(surveyTown(options));
}

/** As `demoStaff`, for a town that is already surveyed. */
export function staffOf(survey: Survey): DemoStaffMember[] {
  return survey.communities.flatMap((community, k) =>
    communityStaff(survey, community, randomFor(survey.town.seed, 171, k)),
  );
}

function communityStaff(
  survey: Survey,
  community: SurveyedCommunity,
  random: Random,
): DemoStaffMember[] {
  const teams = Math.max(1, Math.ceil(community.households / HOUSEHOLDS_PER_TEAM));
  const places = community.parts.flatMap((part) => part.places);
  const staff: DemoStaffMember[] = [];
  for (let team = 1; team <= teams; team++) {
    for (const [role, average] of TEAM) {
      const count = Math.floor(average) + (random.chance(average % 1) ? 1 : 0);
      for (let n = 0; n < count; n++) {
        const spot =
          places.length > 0 ? random.pick(places).spot : itemAt(itemAt(community.parts, 0).ring, 0);
        const drawn = random.weighted([
          ["day", 7],
          ["evening", 2],
          ["night", 1],
        ] as const);
        const isOnCall = ON_CALL.includes(role) || (role === "grid_head" && team === 1);
        const shift = isOnCall ? "on_call" : drawn;
        staff.push({
          id: `staff-${community.code}-${staff.length + 1}`,
          role,
          areaCode: community.code,
          team,
          shift,
          hours: HOURS[shift],
          displayName: `${TITLES[role]} ${inventedName(random)}`,
          isFullTime: role === "grid_staff" || role === "community_police",
          position: positionOf(survey.town.settings.centre, spot),
        });
      }
    }
  }
  return staff;
}

const inventedName = (random: Random): string =>
  SURNAMES.charAt(random.whole(0, SURNAMES.length - 1)) + random.pick(GIVEN);
