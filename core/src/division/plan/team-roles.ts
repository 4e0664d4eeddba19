/** The seven roles of a grid team (网格团队, 1+2+N): a grid without one of them is listed. */
export const TEAM_ROLES = [
  "grid_head", // 网格长
  "grid_staff", // 网格员
  "building_head", // 楼栋长
  "entrance_head", // 楼口长
  "legal_adviser", // 法律咨询员
  "health_officer", // 社区健康员
  "community_police", // 社区民警
] as const;
