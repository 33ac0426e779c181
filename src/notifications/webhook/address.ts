import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { type RuleText, writeText } from "../../domain/error-phrases.ts";
import { writeForLog } from "../../domain/errors.ts";
import { isPublic } from "./public-address.ts";

/**
 * Resolves a host name to IP addresses.
 * @throws Error if there are none
 */
export type Resolve = (host: string) => Promise<string[]>;

export const resolveByMachine: Resolve = async (host) =>
  (await lookup(host, { all: true })).map(({ address }) => address);

/** Rules for addresses of webhooks. */
export interface AddressRules {
  /** True to also allow private addresses, `http:` and any port, for trials. */
  privateAddresses: boolean;
  resolve: Resolve;
}

/** Thrown for a forbidden webhook address, with the broken rule. */
export class ForbiddenAddress extends Error {
  override readonly name = "ForbiddenAddress";
  readonly rule: RuleText;

  constructor(rule: RuleText) {
    super(writeForLog(({ errors }) => writeText(errors.rules, rule), rule));
    this.rule = rule;
  }
}

/**
 * Lowest port allowed, apart from the default port. Lower ports belong to system services, which might take a request
 * for a command.
 */
const FIRST_FREE_PORT = 1024;

/**
 * Returns the IP addresses to which a webhook may connect.
 * @throws ForbiddenAddress if the URL or one of its IP addresses is not allowed
 */
export async function vettedAddresses(url: URL, { privateAddresses, resolve }: AddressRules): Promise<string[]> {
  const refuse = (rule: RuleText): never => {
    throw new ForbiddenAddress(rule);
  };
  if (url.protocol !== "https:" && !(privateAddresses && url.protocol === "http:")) refuse(["httpsAddress"]);
  if (url.username !== "" || url.password !== "") refuse(["noUserInfo"]);
  if (!privateAddresses && url.port !== "" && Number(url.port) < FIRST_FREE_PORT)
    refuse(["portOfAddress", FIRST_FREE_PORT]);
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  const addresses = isIP(host) !== 0 ? [host] : await resolve(host).catch((error) => refuse(unfound(host, error)));
  if (addresses.length === 0) refuse(["hostWithoutAddress", host]);
  const forbidden = privateAddresses ? undefined : addresses.find((address) => !isPublic(address));
  // The resolved address stays secret, because it would help to map the internal network.
  if (forbidden !== undefined) refuse(["privateAddress", forbidden === host ? host : null]);
  return addresses;
}

const unfound = (host: string, error: unknown): RuleText => {
  const { code } = error as { code?: string };
  return ["unknownHost", host, code ?? String(error)];
};

/** Returns the rule that forbids `text` as the address of a webhook, or null. */
export async function vetAddress(text: string, rules: AddressRules): Promise<RuleText | null> {
  if (!URL.canParse(text)) return ["absoluteAddress"];
  try {
    await vettedAddresses(new URL(text), rules);
    return null;
  } catch (error) {
    if (error instanceof ForbiddenAddress) return error.rule;
    throw error;
  }
}
