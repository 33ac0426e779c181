import type { AddressBook } from "../actions/notifications/subscribe.ts";
import type { Channel, OwnChannel } from "./channel.ts";

const schemeOf = (address: string): string => /^[a-z][a-z\d+.-]*(?=:)/i.exec(address)?.[0].toLowerCase() ?? "";

/** Creates the address check for the given channels. Channels with their own forms take no part. */
export function addressBook(all: readonly (Channel | OwnChannel)[]): AddressBook {
  const channels = all.filter((each) => "schemes" in each);
  const schemes = [...new Set(channels.flatMap((each) => each.schemes))];
  return {
    channels: channels.map(({ name }) => name),
    schemes,
    async vet(address, name) {
      const scheme = schemeOf(address);
      const channel = channels.find((each) =>
        name === undefined ? each.schemes.includes(scheme) : each.name === name,
      );
      if (channel?.schemes.includes(scheme) !== true)
        return { channel: name ?? "", fault: ["schemes", (channel?.schemes ?? schemes).join(", ")] };
      return { channel: channel.name, fault: await channel.check(address) };
    },
  };
}
