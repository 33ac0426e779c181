import type { Actor } from "../../store/access/api-keys.ts";
import { hashSecret } from "../../store/access/hash-secret.ts";

/**
 * Holders of the keys that were used lately. A key may have been revoked since, so the database must check it again
 * before anything is recorded or answered.
 */
export interface KnownKeys {
  find(key: string): Actor | undefined;
  remember(key: string, actor: Actor): void;
  forget(key: string): void;
}

/** Maximum number of keys that are remembered. */
const MOST = 1_000;

export function makeKnownKeys(): KnownKeys {
  // By hash, so that the keys themselves do not stay in memory.
  const actors = new Map<string, Actor>();
  return {
    find: (key) => actors.get(hashSecret(key)),
    remember(key, actor) {
      const hash = hashSecret(key);
      const [oldest] = actors.keys();
      if (actors.size >= MOST && oldest !== undefined && !actors.has(hash)) actors.delete(oldest);
      actors.set(hash, actor);
    },
    forget: (key) => void actors.delete(hashSecret(key)),
  };
}
