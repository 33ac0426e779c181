import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";

/**
 * Type ids. Prisma cannot read the one-byte type "char" of PostgreSQL's catalogs, but it can read the blank-padded
 * type.
 */
const CHAR = 18;
const BPCHAR = 1042;

/** Part of the WebAssembly interface, which TypeScript declares only in its browser library. */
declare const WebAssembly: {
  compile(bytes: Uint8Array): Promise<object>;
  instantiate(module: object, imports: object): Promise<{ exports: { __wbindgen_start(): void } }>;
};

/** Runs `work` with Prisma's schema engine in WebAssembly on the database at `url`. */
export async function withSchemaEngine<Result>(
  url: string,
  work: (engine: bindings.SchemaEngine) => Promise<Result>,
): Promise<Result> {
  const script = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const module = await WebAssembly.compile(await readFile(script.replace(/\.js$/, ".wasm")));
  const instance = await WebAssembly.instantiate(module, { "./schema_engine_bg.js": { ...bindings } });
  (bindings as unknown as { __wbg_set_wasm(exports: object): void }).__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  const pool = new pg.Pool({ connectionString: url });
  try {
    const factory = bindMigrationAwareSqlAdapterFactory(readingChars(pool));
    return await work(await bindings.SchemaEngine.new({ datamodels: undefined }, () => undefined, factory));
  } finally {
    await pool.end();
  }
}

/**
 * Creates Prisma's adapter with support for "char" columns, which Prisma's engine queries but the original adapter
 * rejects.
 */
function readingChars(pool: pg.Pool): PrismaPg {
  const charColumns = new WeakMap<object, number[]>();
  const query = pool.query.bind(pool) as unknown as (...args: unknown[]) => Promise<pg.QueryArrayResult>;
  const tolerant = async (...args: unknown[]) => {
    const result = await query(...args);
    const columns = result.fields.flatMap(({ dataTypeID }, column) => (dataTypeID === CHAR ? [column] : []));
    charColumns.set(result.rows, columns);
    return { ...result, fields: result.fields.map((f) => (f.dataTypeID === CHAR ? { ...f, dataTypeID: BPCHAR } : f)) };
  };
  const factory = new PrismaPg(Object.assign(pool, { query: tolerant }));
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (asked) => {
      const result = await queryRaw(asked);
      for (const column of charColumns.get(result.rows) ?? []) result.columnTypes[column] = ColumnTypeEnum.Character;
      return result;
    };
    return adapter;
  };
  return factory;
}
