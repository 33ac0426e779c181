import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A row of a table in Socrata's format. */
export interface SocrataRow {
  port_name: string;
  state: string;
  port_code: string;
  border: string;
  date: string;
  measure: string;
  value: string;
}

/** A server that behaves like Socrata, with conditions, an order, and pages. */
export interface SocrataServer {
  url: string;
  rows: SocrataRow[];
  /** Answers in place of the rows, by offset. Each of these answers is used once. */
  faults: { offset: number; status: number; body?: string; headers?: Record<string, string> }[];
  /** The requested offsets, in order. */
  asked: number[];
  close(): Promise<void>;
}

/** Supported conditions. The server refuses others, as Socrata refuses conditions that it cannot parse. */
const CONDITIONS = /^border='([^']*)' AND date >= '([^']*)' AND measure in\('([^)]*)'\) AND port_code in\('([^)]*)'\)$/;

export async function startSocrata(): Promise<SocrataServer> {
  const server: Server = createServer((req, res) => {
    const { searchParams } = new URL(req.url ?? "/", "http://localhost");
    const [limit, offset] = ["$limit", "$offset"].map((name) => Number(searchParams.get(name)));
    made.asked.push(offset ?? Number.NaN);
    const fault = made.faults.findIndex((each) => each.offset === offset);
    const [given] = fault < 0 ? [] : made.faults.splice(fault, 1);
    if (given !== undefined)
      return void res
        .writeHead(given.status, given.headers)
        .end(given.body ?? '{"error":true,"message":"Internal error"}');
    const [, border, since = "", measures = "", ports = ""] = CONDITIONS.exec(searchParams.get("$where") ?? "") ?? [];
    if (border === undefined || searchParams.get("$order") !== "date,port_code,measure")
      return void res
        .writeHead(400)
        .end('{"code":"query.soql.no-such-column","error":true,"message":"No such column"}');
    const key = ({ date, port_code, measure }: SocrataRow) => `${date} ${port_code} ${measure}`;
    const rows = made.rows
      .filter((row) => row.border === border && row.date >= since)
      .filter((row) => measures.split("','").includes(row.measure) && ports.split("','").includes(row.port_code))
      .sort((a, b) => (key(a) < key(b) ? -1 : 1));
    res.writeHead(200, { "content-type": "application/json;charset=utf-8" });
    res.end(JSON.stringify(rows.slice(offset, (offset ?? 0) + (limit ?? 1000))));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const made: SocrataServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/resource/keg4-3bc2.json`,
    rows: [],
    faults: [],
    asked: [],
    close: () => new Promise((done) => server.close(() => done())),
  };
  return made;
}
