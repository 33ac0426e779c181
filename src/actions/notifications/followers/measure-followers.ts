import type { Context } from "../../../context.ts";
import type { FollowerChannel } from "../../../domain/notifications/follower.ts";
import { countFollowers, type FollowerCounts } from "../../../store/notifications/followers/follower-deliveries.ts";

/** Counts the subscriptions of a channel and their waiting events. */
export const measureFollowers = (ctx: Context, channel: FollowerChannel): Promise<FollowerCounts> =>
  countFollowers(ctx.db, channel);
