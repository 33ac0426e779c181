import type { SessionTarget } from "../../setting-kinds.ts";

/** Role of a server, as one of its sessions sees it. */
export interface ServerRole {
  /** True on a standby. */
  isStandby: boolean;
  /** True if transactions are read-only by default. On a standby, they always are. */
  isReadOnly: boolean;
}

/** Reads the role of the server. Must run before the session's own settings are applied. */
export const ROLE_SQL = `SELECT pg_is_in_recovery() AS "isStandby", current_setting('transaction_read_only') = 'on' AS "isReadOnly"`;

/** Returns true if a session may use a server with this role. `prefer-standby` accepts every server. */
export function isWanted(target: SessionTarget, { isStandby, isReadOnly }: ServerRole): boolean {
  switch (target) {
    case "read-write":
      return !isReadOnly;
    case "read-only":
      return isReadOnly;
    case "primary":
      return !isStandby;
    case "standby":
      return isStandby;
    default:
      return true;
  }
}

/** What is wrong with a server that is not wanted, for error messages. */
export const refusalOf = ({ isStandby, isReadOnly }: ServerRole): string =>
  isStandby ? "is a standby" : isReadOnly ? "is read-only" : "is not a standby";
