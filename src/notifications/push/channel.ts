import { parseDevice } from "../../domain/notifications/push-device.ts";
import { pushTermsOf } from "../../domain/notifications/push-terms.ts";
import { choice } from "../../setting-kinds.ts";
import { declareChannel } from "../channel.ts";
import type { Messenger } from "../followers/messenger.ts";
import { serveFollower, waitForSettings } from "../followers/serve-follower.ts";
import { pushRulesOf } from "./address-rules.ts";
import { makePauses } from "./pauses.ts";
import { namesOfServices, writePayload } from "./payload.ts";
import { postPush, topicOf } from "./post-push.ts";
import { vapidSubject } from "./vapid.ts";

/** Channel of push messages to browsers, with its settings. */
export const pushChannel = declareChannel({
  settings: {
    /**
     * `off`: nobody can ask for push messages. `on` also needs SECURITY_CONTACT, or a PUBLIC_URL that begins with https:,
     * because push services want to know whom to ask about the sender.
     */
    WEB_PUSH: choice("on", "off").default("on"),
    /**
     * `on` for trials: allows push services at private addresses, `http:` and any port. In production, anybody could then
     * make this machine send requests into a private network.
     */
    PUSH_PRIVATE_ADDRESSES: choice("on", "off").default("off"),
  },
  make(settings, { writePush: write, ciphers, vapid: keys, userAgent }) {
    const name = "push";
    const subject = vapidSubject(settings.SECURITY_CONTACT, settings.PUBLIC_URL);
    if (settings.WEB_PUSH === "off" || ciphers === null || keys === null || subject === null)
      return { name, serve: waitForSettings };
    const rules = pushRulesOf(settings);
    const pauses = makePauses();
    const messenger: Messenger = {
      words: { message: "a push message", destination: "device" },
      cipher: ciphers.push,
      publicUrl: "",
      random: Math.random,
      async send({ id, subscription, address, at, content }, mayEnd, signal) {
        const device = parseDevice(address);
        const { about, replaces, ...terms } = pushTermsOf(content);
        const topic = about === null ? null : topicOf(subscription, about);
        const text = write(content);
        const services = namesOfServices(
          content.kind === "changes" ? content.items.flatMap((each) => each.services) : [],
        );
        const payload = writePayload({
          ...text,
          // A message that no later one replaces may stay on the screen while the answer changes.
          title: replaces && services !== null ? text.title : text.datedTitle,
          services: services ?? [],
          ...{ id, at: String(content.kind === "changes" ? content.at : at), lang: content.choices.language },
          stop: `${content.links.leave}?lang=${content.choices.language}`,
          tag: replaces && topic !== null ? topic : id,
          closes: topic,
        });
        const sending = { ...terms, topic: replaces ? topic : null };
        const began = performance.now();
        const outcome = await postPush({ keys, subject, rules, userAgent }, device, payload, sending, mayEnd, signal);
        const now = at.add({ milliseconds: Math.round(performance.now() - began) });
        // A service that says when to come back may mean this device only.
        const isFailing =
          outcome.kind === "refused" && outcome.isAway === true && (outcome.retryAfterSeconds ?? null) === null;
        if (!signal.aborted) pauses.note(device.endpoint, isFailing, now);
        return outcome;
      },
      pausedUntil: (address, now) => pauses.until(parseDevice(address).endpoint, now),
    };
    return { name, serve: async (ctx, id, stopping) => Number(await serveFollower(ctx, messenger, id, stopping)) };
  },
});
