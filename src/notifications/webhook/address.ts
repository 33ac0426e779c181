import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { isPublic } from "./public-address.ts";

/**
 * Resolves a host name to IP addresses.
 * @throws Error if there are none
 */
export type Resolve = (host: string) => Promise<string[]>;

export const resolveByMachine: Resolve = async (host) =>
  (await lookup(host, { all: true })).map(({ address }) => address);

/** The rules for addresses of webhooks. */
export interface AddressRules {
  /** For trials: also allows private addresses, `http:` and any port. */
  privateAddresses: boolean;
  resolve: Resolve;
}

/**
 * An address that webhooks must not be sent to. The message states the rule and continues a sentence that begins with
 * the address.
 */
export class ForbiddenAddress extends Error {}

/** Ports below this belong to system services, which might take a request for a command of their own protocol. */
const FIRST_FREE_PORT = 1024;

/**
 * Returns the IP addresses that a webhook may connect to, after checking all of them.
 * @throws ForbiddenAddress if the URL is not allowed; one forbidden IP address among several is enough
 */
export async function vettedAddresses(url: URL, { privateAddresses, resolve }: AddressRules): Promise<string[]> {
  const refuse = (rule: string): never => {
    throw new ForbiddenAddress(rule);
  };
  if (url.protocol !== "https:" && !(privateAddresses && url.protocol === "http:")) refuse("must be an https: address");
  if (url.username !== "" || url.password !== "") refuse("must have no user name and no password in it");
  if (!privateAddresses && url.port !== "" && Number(url.port) < FIRST_FREE_PORT)
    refuse(`must have port 443, or one from ${FIRST_FREE_PORT} up`);
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  const addresses = isIP(host) !== 0 ? [host] : await resolve(host).catch((error) => refuse(unfound(host, error)));
  if (addresses.length === 0) refuse(`leads nowhere: ${host} has no address`);
  const forbidden = privateAddresses ? undefined : addresses.find((address) => !isPublic(address));
  // Do not reveal the resolved address, which would help to map the internal network.
  if (forbidden !== undefined)
    refuse(`leads to ${forbidden === host ? host : "a machine"}, which is not on the public internet`);
  return addresses;
}

const unfound = (host: string, error: unknown): string => {
  const { code } = error as { code?: string };
  return `leads nowhere: no address is found for ${host} (${code ?? error})`;
};

/** Returns the reason why webhooks must not be sent to `text`, or null if they may. */
export async function vetAddress(text: string, rules: AddressRules): Promise<string | null> {
  if (!URL.canParse(text)) return "must be an address, such as https://example.org/garita";
  try {
    await vettedAddresses(new URL(text), rules);
    return null;
  } catch (error) {
    if (error instanceof ForbiddenAddress) return error.message;
    throw error;
  }
}
