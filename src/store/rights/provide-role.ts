import pg from "pg";

/**
 * Creates a role that may sign in and has no other rights of the server, or takes such rights from an existing role.
 * The caller is an administrator. If `password` is null, an existing role keeps its password.
 * @returns true if the role did not exist
 */
export async function provideRole(client: pg.ClientBase, name: string, password: string | null): Promise<boolean> {
  const { rows } = await client.query<{ isSuper: boolean }>(
    `SELECT current_setting('is_superuser') = 'on' AS "isSuper" FROM pg_roles WHERE rolname = $1`,
    [name],
  );
  const [found] = rows;
  // Only a superuser may take these rights from a role, and only a superuser can have given the first of them.
  const plain = "NOCREATEDB NOCREATEROLE";
  const attributes = found?.isSuper === false ? plain : `NOSUPERUSER NOREPLICATION NOBYPASSRLS ${plain}`;
  const secret = password === null ? "" : `PASSWORD ${pg.escapeLiteral(password)}`;
  const verb = found === undefined ? "CREATE" : "ALTER";
  await client.query(`${verb} ROLE ${pg.escapeIdentifier(name)} LOGIN ${attributes} ${secret}`);
  return found === undefined;
}
