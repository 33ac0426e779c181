import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { isPublic } from "./public-address.ts";

/** The addresses of a name, as the machine finds them. @throws Error where there are none */
export type Resolve = (host: string) => Promise<string[]>;

export const resolveByMachine: Resolve = async (host) =>
  (await lookup(host, { all: true })).map(({ address }) => address);

/** Where webhooks may go. */
export interface AddressRules {
  /** For trials: private addresses, `http:` and any port too. */
  privateAddresses: boolean;
  resolve: Resolve;
}

/** An address to which nothing may be sent; its message says why, and reads on from the address. */
export class ForbiddenAddress extends Error {}

/** Ports below are those of the system's own services, to which a request could speak in tongues. */
const FIRST_FREE_PORT = 1024;

/**
 * The IP addresses to which a webhook may connect, all of them vetted.
 * @throws ForbiddenAddress where it may not go there at all: one forbidden address among several is enough
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
  // What a name resolves to here is not told: it would map the network behind the service.
  if (forbidden !== undefined)
    refuse(`leads to ${forbidden === host ? host : "a machine"}, which is not on the public internet`);
  return addresses;
}

const unfound = (host: string, error: unknown): string => {
  const { code } = error as { code?: string };
  return `leads nowhere: no address is found for ${host} (${code ?? error})`;
};

/** Why nothing may be posted to `text`, or null where it may. */
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
