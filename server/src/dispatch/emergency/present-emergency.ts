import type { Sight } from "@onegrid/core/access";
import type {
  PresentEmergencyReply,
  WorkPostsReply,
} from "@onegrid/core/dispatch/emergency-contract";
import { readAs, type Db } from "@onegrid/db";
import {
  listActivationAreas,
  listActivations,
  listOwnPosts,
  listWorkPosts,
} from "@onegrid/db/dispatch";

export interface EmergencyReader {
  readonly accountId: string;
  readonly scope: readonly string[];
  readonly sight: Sight;
}

const MOST_AT_ONCE = 20;

/** What is on within the reader's areas, and which posts are theirs. */
export const presentEmergency = (db: Db, reader: EmergencyReader): Promise<PresentEmergencyReply> =>
  readAs(db, reader.sight, async (trx) => {
    const found = await listActivations(trx, reader.scope, { limit: MOST_AT_ONCE, isOn: true });
    const own = found.length === 0 ? [] : await listOwnPosts(trx, reader.accountId);
    const activations: PresentEmergencyReply["activations"] = [];
    for (const { id, kind, name, startedAt } of found) {
      const communities = await listActivationAreas(trx, id, reader.scope);
      activations.push({
        id,
        kind,
        name,
        startedAt: startedAt.getTime(),
        communities: communities.map((each) => ({ id: each.id, name: each.name })),
        own: own
          .filter(({ activationId }) => activationId === id)
          .map(({ community, group, post }) => ({ community, group, post })),
      });
    }
    return { activations };
  });

/** Who holds the posts of a community under an activation, within the reader's areas. */
export const workPosts = (
  db: Db,
  reader: EmergencyReader,
  { activationId, communityId }: { readonly activationId: string; readonly communityId: string },
): Promise<WorkPostsReply> =>
  readAs(db, reader.sight, async (trx) => {
    const areas = await listActivationAreas(trx, activationId, reader.scope);
    if (!areas.some(({ id }) => id === communityId)) return { posts: [] };
    const posts = await listWorkPosts(trx, activationId, communityId);
    return {
      posts: posts.map(({ group, post, seat, isLead, holder }) => ({
        group,
        post,
        seat,
        isLead,
        holder,
      })),
    };
  });
