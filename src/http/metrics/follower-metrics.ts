import { Gauge, type Registry } from "prom-client";
import { measureFollowers } from "../../actions/notifications/followers/measure-followers.ts";
import type { Context } from "../../context.ts";
import { FOLLOWER_CHANNELS } from "../../domain/notifications/follower.ts";
import { withTimeout } from "../../live/with-timeout.ts";
import { WATCHED_MS } from "../deadline.ts";

/** Names of the channels in the help of their metrics. */
const NAMES = { email: "by e-mail", push: "by push message" };

/** Registers the metrics of the subscriptions of followers. They are read before each scrape. */
export function watchFollowers(registry: Registry): { read(ctx: Context): Promise<void> } {
  const channels = FOLLOWER_CHANNELS.map((channel) => {
    const gauge = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
      new Gauge({ name: `garita_${channel}_${name}`, help, labelNames, registers: [registry] });
    const subscriptions = gauge("subscriptions", `Subscriptions ${NAMES[channel]}, by state`, "state");
    const events = gauge(
      "events",
      `Events for subscriptions ${NAMES[channel]}: waiting, failing (the last attempt was refused), or unsure (lost with a process)`,
      "state",
    );
    return async (ctx: Context) => {
      const counts = await withTimeout(WATCHED_MS, measureFollowers(ctx, channel)).catch(() => null);
      subscriptions.reset();
      events.reset();
      if (counts === null) return;
      for (const state of ["pending", "active"] as const) subscriptions.set({ state }, counts[state]);
      for (const state of ["waiting", "failing", "unsure"] as const) events.set({ state }, counts[state]);
    };
  });
  return {
    async read(ctx) {
      await Promise.all(channels.map((read) => read(ctx)));
    },
  };
}
