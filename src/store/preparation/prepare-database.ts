import { migrate } from "../migrate.ts";
import { namedBy, UnusableDatabase } from "../unusable-database.ts";

const OWNER_SETTING = "MIGRATION_DATABASE_URL";

/** Addresses of one database. */
export interface RoleAddresses {
  /** Address of the service. */
  service: string;
  /** Address of the role that owns the tables. If undefined, or if its role is the service's, there is one role. */
  owner: string | undefined;
}

/**
 * Migrates a database as the owner of its tables, gives the role of the service its rights, and checks both as the
 * service. Without an owner's address, the role of the service migrates, if it may. If it may not, the database must
 * have all migrations.
 * @throws UnusableDatabase as {@link migrate}, and if the role of the service lacks a right
 */
export async function prepareDatabase(
  { service, owner }: RoleAddresses,
  migrationsDir: string,
  log: (message: string) => void,
): Promise<void> {
  if (owner !== undefined) {
    const serviceRole = userOf(service, "DATABASE_URL");
    if (userOf(owner, OWNER_SETTING) !== serviceRole)
      await migrate(owner, migrationsDir, log, { serviceRole, setting: OWNER_SETTING });
  }
  await migrate(service, migrationsDir, log);
}

/** @throws UnusableDatabase if the address names an unreadable file, such as a certificate */
function userOf(address: string, setting: string): string {
  try {
    return namedBy(address).user;
  } catch (error) {
    throw new UnusableDatabase(`${setting} cannot be used: ${(error as Error).message}. Correct it.`, { cause: error });
  }
}
