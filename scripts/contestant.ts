import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import type { PrismaClient } from "../src/generated/prisma/client.ts";
import { openDatabase } from "../src/store/database.ts";
import type { Probed } from "../test/support/probe.ts";

/** Ways to answer that Garita is held against. Each sends bytes that it is given, and works less or more for it. */
export const CONTESTANTS = ["bare", "express", "row", "record"] as const;
export type Contestant = (typeof CONTESTANTS)[number];

/** An answer as Garita gave it. */
export interface Canned {
  status: number;
  /** Names and values in turn. */
  raw: string[];
  /** In base64. */
  body: string;
}

// A process of its own: which one it is, and the database to ask, are its arguments; then it is told what to send.
const [kind = "", databaseUrl = ""] = process.argv.slice(2);
const db = kind === "row" || kind === "record" ? openDatabase(databaseUrl, () => undefined) : undefined;
let canned: Canned = { status: 200, raw: [], body: "" };
let body = Buffer.alloc(0);
process.on("message", (given: Canned | Probed) => {
  if (typeof given === "string") return;
  canned = given;
  body = Buffer.from(given.body, "base64");
  process.send?.("ready");
});

const server =
  kind === "bare"
    ? createServer((_req, res) => res.writeHead(canned.status, canned.raw).end(body))
    : createServer(expressApp());
server.listen(0, "127.0.0.1");
await once(server, "listening");
process.send?.((server.address() as AddressInfo).port);

/** Express as it is commonly used, with nothing between it and the handler; a query comes first where the kind says so. */
function expressApp() {
  const app = express().disable("x-powered-by").disable("etag");
  app.get("/{*path}", async (req, res) => {
    if (db !== undefined) await query(db.prisma, req.path.split("/")[3] ?? "");
    const { status, raw } = canned;
    res.status(status);
    for (let i = 0; i < raw.length; i += 2) res.set(raw[i] ?? "", raw[i + 1]);
    res.send(body);
  });
  return app;
}

/**
 * What a service without a memory would ask of its database: at the very least one row, the status change that stands;
 * for the whole answer, the lines of the crossing with their reports.
 */
const query = (prisma: PrismaClient, slug: string): Promise<unknown> =>
  kind === "row"
    ? prisma.statusChange.findFirst({
        where: { crossing: slug, startsAt: { lte: new Date() } },
        orderBy: { startsAt: "desc" },
      })
    : prisma.statusChange.findMany({
        where: { crossing: slug },
        include: { report: true },
        orderBy: { startsAt: "desc" },
      });
