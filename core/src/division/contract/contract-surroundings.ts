import { Type, type Static } from "typebox";
import { codeText } from "../../free-text.ts";

const Id = codeText({ minLength: 1, maxLength: 120 });
const Place = Type.Tuple([Type.Number(), Type.Number()]);

/**
 * What stands and goes on in a community while its grids are drawn: places of service stations
 * (服务站点) and of open cases (在办案件) that the asker may see, `[lng, lat]`, and the teams (网格团队)
 * of today's grids, counted: nobody is named. Read once when a plan opens.
 */
export const SurroundingsReply = Type.Object({
  stations: Type.Array(
    Type.Object({ id: Id, name: Type.String(), kind: Type.String(), position: Place }),
  ),
  cases: Type.Array(Place),
  teams: Type.Array(
    Type.Object({
      role: Type.String(),
      /** The grid in force that the duty is for; `null`: the whole community. */
      gridCode: Type.Union([Type.String(), Type.Null()]),
      holders: Type.Integer(),
    }),
  ),
});
export type SurroundingsReply = Static<typeof SurroundingsReply>;
