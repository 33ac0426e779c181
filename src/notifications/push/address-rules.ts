import { Resolver } from "node:dns/promises";
import { type AddressRules, type Resolve, resolveByMachine } from "../webhook/address.ts";

/** Time in milliseconds for a name server to answer, at the first of two attempts. */
const TIMEOUT_MS = 2000;
const ATTEMPTS = 2;

/**
 * Returns a function that asks name servers itself, those of this machine unless some are given. Anybody can name a host to
 * the form, and the machine's own function occupies one of few threads, which files also need, until the answer comes.
 */
export function resolveByServers(servers?: readonly string[]): Resolve {
  return async (host) => {
    const resolver = new Resolver({ timeout: TIMEOUT_MS, tries: ATTEMPTS });
    if (servers !== undefined) resolver.setServers(servers);
    const [four, six] = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
    const found = [four, six].flatMap((each) => (each.status === "fulfilled" ? each.value : []));
    if (found.length === 0 && four.status === "rejected") throw four.reason;
    return found;
  };
}

const RESOLVE = resolveByServers();

/** Returns the rules for addresses at push services. Only in trials, the hosts file of the machine counts. */
export const pushRulesOf = ({ PUSH_PRIVATE_ADDRESSES }: { PUSH_PRIVATE_ADDRESSES: "on" | "off" }): AddressRules => {
  const privateAddresses = PUSH_PRIVATE_ADDRESSES === "on";
  return { privateAddresses, resolve: privateAddresses ? resolveByMachine : RESOLVE };
};
