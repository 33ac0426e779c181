import { Gauge, type Registry } from "prom-client";
import { measureEmails } from "../../actions/notifications/email/measure-emails.ts";
import type { Context } from "../../context.ts";
import { withTimeout } from "../../live/with-timeout.ts";
import { WATCHED_MS } from "../deadline.ts";

/** Registers the metrics of subscriptions by e-mail. They are read before each scrape. */
export function watchEmails(registry: Registry): { read(ctx: Context): Promise<void> } {
  const gauge = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Gauge({ name: `garita_email_${name}`, help, labelNames, registers: [registry] });
  const subscriptions = gauge("subscriptions", "Subscriptions by e-mail, by state", "state");
  const events = gauge(
    "events",
    "Events for subscriptions by e-mail: waiting, failing (the last attempt was refused), or unsure (lost with a process)",
    "state",
  );
  return {
    async read(ctx) {
      const counts = await withTimeout(WATCHED_MS, measureEmails(ctx)).catch(() => null);
      subscriptions.reset();
      events.reset();
      if (counts === null) return;
      for (const state of ["pending", "active"] as const) subscriptions.set({ state }, counts[state]);
      for (const state of ["waiting", "failing", "unsure"] as const) events.set({ state }, counts[state]);
    },
  };
}
