import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import type { PrismaClient } from "../src/generated/prisma/client.ts";
import { connectionsOf } from "../src/store/connections.ts";
import { openDatabase } from "../src/store/database.ts";
import type { Probed } from "../test/support/probe.ts";

/** Servers to compare with Garita. Each sends the same bytes after a different amount of work. */
export const CONTESTANTS = ["bare", "express", "row", "record"] as const;
export type Contestant = (typeof CONTESTANTS)[number];

/** A recorded answer of Garita. */
export interface Canned {
  status: number;
  /** Headers, as alternating names and values. */
  raw: string[];
  /** Body in base64. */
  body: string;
}

// This file runs as a separate process. Its arguments are the kind of server and the database. The answer to send
// arrives in a message.
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

/** Creates a plain Express app. The kinds with a database run a query first. */
function expressApp() {
  const app = express().disable("x-powered-by").disable("etag");
  app.get("/{*path}", async (req, res) => {
    if (db !== undefined) await query(connectionsOf(db).prisma, req.path.split("/")[3] ?? "");
    const { status, raw } = canned;
    res.status(status);
    for (let i = 0; i < raw.length; i += 2) res.set(raw[i] ?? "", raw[i + 1]);
    res.send(body);
  });
  return app;
}

/**
 * Runs a query that a service without a cache would need: the crossing's newest status change (`row`), or all its
 * status changes with their reports (`record`).
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
