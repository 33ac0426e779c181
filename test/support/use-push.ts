import { type PushDevice, writeDevice } from "../../src/domain/notifications/push-device.ts";
import { makeLogKey } from "./mailbox.ts";
import { type PushService, pushSettings, type ReceivedPush, startPushService } from "./push-service.ts";
import { type UsedFollowers, useFollowers } from "./use-followers.ts";

/** A service that sends push messages, and the push service that gets them, for the tests of a file. */
export interface UsedPush extends UsedFollowers {
  readonly push: PushService;
  /** Sends what is due. Returns all messages of the test so far. */
  sent(): Promise<ReceivedPush[]>;
  /** Subscribes a new device on a page and sends its welcome. Returns the device and the path that ends the subscription. */
  follow(change?: Record<string, string>, page?: string): Promise<{ device: PushDevice; leave: string }>;
  /** Moves the clock of the service forward. */
  pass(minutes: number): void;
  /** Posts a form of a device, as its script does. */
  onDevice(
    path: "" | "/leave" | "/move",
    device: PushDevice,
    more?: Record<string, string>,
  ): ReturnType<UsedFollowers["submit"]>;
}

/** Starts a service and a push service before the first test, and stops both after the last. */
export function usePush(): UsedPush {
  let used: PushService | undefined;
  const push = () => {
    if (used === undefined) throw new Error("the push service is available only after the tests have begun");
    return used;
  };
  const followers = useFollowers(async () => {
    used = await startPushService();
    return pushSettings(makeLogKey());
  });
  afterAll(async () => {
    await used?.die();
  });
  beforeEach(() => {
    push().received.length = 0;
    push().refusal = null;
  });
  afterEach(() => expect(push().faults).toEqual([]));
  const { submit, fieldsOf, suspend, retract } = followers;
  const sent = async () => {
    await followers.service.webhooks.sendDue();
    return push().received;
  };
  return {
    ...{ submit, fieldsOf, suspend, retract, sent },
    get service() {
      return followers.service;
    },
    get push() {
      return push();
    },
    async follow(change = {}, page = "/lukeville") {
      const device = push().subscribe();
      const fields = await fieldsOf(page, { ...device, by: "push", ...change });
      const answer = await submit("/tell-me", fields);
      expect(answer).toMatchObject({ status: 303 });
      const welcome = (await sent()).at(-1);
      if (welcome === undefined) throw new Error(`there is no welcome for ${writeDevice(device)}`);
      push().received.length = 0;
      return { device, leave: welcome.payload.stop.replace(/\?.*/, "") };
    },
    pass: (minutes) => followers.service.clock.set(String(followers.service.ctx.now.add({ minutes }))),
    onDevice: (path, device, more = {}) => submit(`/tell-me/device${path}`, Object.entries({ ...device, ...more })),
  };
}
