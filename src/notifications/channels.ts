import type { AddressBook } from "../actions/notifications/subscribe.ts";
import type { Channel, OwnChannel } from "./channel.ts";

const schemeOf = (address: string): string => /^[a-z][a-z\d+.-]*(?=:)/i.exec(address)?.[0].toLowerCase() ?? "";

/** Creates the address check for the given channels. Channels with their own forms take no part. */
export function addressBook(all: readonly (Channel | OwnChannel)[]): AddressBook {
  const channels = all.filter((each) => "schemes" in each);
  const schemes = channels.flatMap((each) => each.schemes);
  return {
    schemes,
    async vet(address) {
      const channel = channels.find((each) => each.schemes.includes(schemeOf(address)));
      if (channel === undefined) return { channel: "", fault: ["schemes", schemes.join(", ")] };
      return { channel: channel.name, fault: await channel.check(address) };
    },
  };
}
