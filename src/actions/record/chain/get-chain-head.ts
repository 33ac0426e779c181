import type { Context } from "../../../context.ts";
import type { ChainHead } from "../../../domain/record/chain/chain-head.ts";
import { loadChainHead } from "../../../store/chain/chain-head.ts";
import { listLogKeys, type PublicLogKey } from "../../../store/chain/log-key.ts";

/** Returns the end of the log's chain of hashes. */
export const getChainHead = (ctx: Pick<Context, "db">): Promise<ChainHead> => loadChainHead(ctx.db);

/** Returns the public keys that have signed heads of the log, newest first. */
export const getLogKeys = (ctx: Context): Promise<PublicLogKey[]> => listLogKeys(ctx.db);
