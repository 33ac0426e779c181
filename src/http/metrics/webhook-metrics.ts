import { Gauge, type Registry } from "prom-client";
import { measureWebhooks } from "../../actions/notifications/measure-webhooks.ts";
import type { Context } from "../../context.ts";
import { withTimeout } from "../../live/with-timeout.ts";
import { WATCHED_MS } from "../deadline.ts";

/**
 * Registers the metrics of subscriptions and their queued events. They are read before each scrape, like those of the
 * jobs.
 */
export function watchWebhooks(registry: Registry): { read(ctx: Context): Promise<void> } {
  const gauge = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Gauge({ name: `garita_${name}`, help, labelNames, registers: [registry] });
  const subscriptions = gauge("subscriptions", "Subscriptions to webhooks, by state", "state");
  const waiting = gauge("webhooks_waiting", "Events that pending and active subscriptions have not accepted yet");
  const oldest = gauge("webhooks_oldest_seconds", "How long the oldest waiting event has waited");
  return {
    async read(ctx) {
      const measured = await withTimeout(WATCHED_MS, measureWebhooks(ctx)).catch(() => null);
      subscriptions.reset();
      // `reset` would report 0 for these two metrics, although the value is unknown.
      for (const each of [waiting, oldest]) each.remove();
      if (measured === null) return;
      for (const [state, count] of Object.entries(measured.subscriptions)) subscriptions.set({ state }, count);
      waiting.set(measured.waiting);
      oldest.set(measured.oldestAge);
    },
  };
}
