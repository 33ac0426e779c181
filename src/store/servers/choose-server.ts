import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { addressesIn, type SessionTarget, sessionTargetIn } from "../../setting-kinds.ts";
import { type ProbedServer, probeServer, type Server } from "./probe-server.ts";
import { isWanted, refusalOf, type ServerRole } from "./server-role.ts";

/** Address of a database, or a function if it may change while the process runs. */
export type DatabaseAddress = string | (() => string);

/** Chooses among the servers of an address, for all sessions of a process. */
export interface ServerChooser {
  /** Returns the address of the first server. The others have the same user, password and database. */
  first(): string;
  /**
   * Returns the server for a new session. Returns null if the address names a single server that may have any role.
   * @throws NoServer if none has the wanted role
   */
  choose(): Promise<Server | null>;
  /** Notes that a session failed, broke, or hangs. The next session looks for a server again. */
  doubt(server: Server): void;
  /** Registers a session. `end` is called when the sessions of the process move to another server. */
  join(server: Server, end: () => void): void;
  /** Notes that a session has ended. */
  leave(end: () => void): void;
  /** @throws NoServer if the server has another role than at the last search */
  check(server: Server, role: ServerRole): void;
}

/**
 * Thrown if no server of an address can be used. Its code is that of the failures if all servers failed alike, and
 * otherwise PostgreSQL's code for a rejected connection.
 */
export class NoServer extends Error {
  override readonly name = "NoServer";
  readonly code: string;

  constructor(target: SessionTarget, faults: readonly { server: Server; error: Error & { code?: unknown } }[]) {
    const each = faults.map(({ server, error }) => `${server.host}:${server.port} ${error.message}`);
    super(`no server fits target_session_attrs=${target}: ${each.join("; ")}`);
    const [code, ...others] = new Set(faults.map(({ error }) => error.code));
    this.code = typeof code === "string" && others.length === 0 ? code : "08004";
  }
}

/**
 * After the first suitable server has answered, the others have this many milliseconds. A former primary that came back
 * after a failover would otherwise be chosen if it answers first.
 */
const GRACE_MS = 250;

/**
 * Creates the chooser of a process. `fallback` applies if the address has no `target_session_attrs`. All servers are
 * probed at once. Of several primaries, the one with the highest timeline is chosen: the others were primaries before a
 * failover. Otherwise the order of the address decides. The result is kept until a session fails or breaks.
 */
export function makeServerChooser(address: DatabaseAddress, fallback: SessionTarget): ServerChooser {
  const now = typeof address === "string" ? () => address : address;
  let current: Server | undefined;
  let searching: Promise<Server> | undefined;
  const sessions = new Map<() => void, Server>();
  /** Highest timeline so far. A primary with a lower one has been replaced. */
  let newest = 0;

  async function search(): Promise<Server> {
    const servers = serversOf(now());
    const target = sessionTargetIn(now()) ?? fallback;
    if (target !== "prefer-standby") return find(servers, target);
    return find(servers, "standby").catch(() => find(servers, target));
  }

  async function find(servers: readonly Server[], target: SessionTarget): Promise<Server> {
    const faults = new Map<Server, Error>();
    const found: ProbedServer[] = [];
    const probes = servers.map(async (server) => {
      try {
        const probed = await probeServer(server);
        if (!isWanted(target, probed)) throw new Error(refusalOf(probed));
        if ((probed.timeline ?? newest) < newest) throw new Error(`was replaced by a newer primary`);
        found.push(probed);
      } catch (error) {
        faults.set(server, error as Error);
        throw error;
      }
    });
    await Promise.any(probes).catch(() => {
      throw new NoServer(
        target,
        servers.map((server) => ({ server, error: faults.get(server) ?? new Error("did not answer") })),
      );
    });
    await Promise.race([Promise.allSettled(probes), sleep(GRACE_MS)]);
    newest = Math.max(newest, ...found.map(({ timeline }) => timeline ?? 0));
    const rank = ({ server, timeline }: ProbedServer) => [-(timeline ?? newest), servers.indexOf(server)] as const;
    const [best] = found.sort((a, b) => rank(a)[0] - rank(b)[0] || rank(a)[1] - rank(b)[1]);
    if (best === undefined) throw new TypeError("a search that succeeded found no server");
    current = best.server;
    endOthers(best.server);
    return best.server;
  }

  /** Ends the sessions on other servers. A frozen server, or a primary that was replaced, would still hold them. */
  function endOthers({ address }: Server): void {
    for (const [end, server] of sessions) if (server.address !== address) end();
  }

  return {
    first: () => addressesIn(now())[0],
    async choose() {
      const address = now();
      if (addressesIn(address).length === 1 && (sessionTargetIn(address) ?? "any") === "any") return null;
      if (current !== undefined) return current;
      searching ??= search().finally(() => {
        searching = undefined;
      });
      return searching;
    },
    doubt(server) {
      if (current?.address === server.address) current = undefined;
    },
    join(server, end) {
      sessions.set(end, server);
    },
    leave: (end) => void sessions.delete(end),
    check(server, role) {
      const target = sessionTargetIn(now()) ?? fallback;
      if (!isWanted(target, role)) throw new NoServer(target, [{ server, error: new Error(refusalOf(role)) }]);
    },
  };
}

/** Returns the servers of an address, in order. */
const serversOf = (address: string): Server[] =>
  addressesIn(address).map((each) => {
    const { host, port } = new pg.Client(each);
    return { address: each, host, port };
  });
