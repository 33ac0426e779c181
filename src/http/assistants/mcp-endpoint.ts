import { createMcpHandler, McpServer } from "@modelcontextprotocol/server";
import { type Request, type Response, Router } from "express";
import { invalid } from "../../domain/errors.ts";
import type { Crossing } from "../../domain/places/crossing.ts";
import { rememberedFor } from "../../domain/remembered.ts";
import type { ContextOf } from "../context-of.ts";
import { askedMessages } from "../language.ts";
import { writeProblem } from "../problem.ts";
import { ownAddress } from "../request/own-address.ts";
import { readBody } from "../request/read-body.ts";
import { callTool } from "./call-tool.ts";
import { describeTool } from "./describe-tool.ts";
import { toolError } from "./tool-error.ts";
import type { Tool } from "./tools.ts";

/** Path of the endpoint, as is usual for the Model Context Protocol. */
export const MCP_PATH = "/mcp";

/** Methods of the endpoint. GET and DELETE would need sessions. */
export const MCP_METHODS = "POST, OPTIONS";

/** Components from which the endpoint is built. */
export interface McpEdge {
  contextOf: ContextOf;
  tools: readonly Tool[];
  publicUrl: string | null;
  version: string;
  /** Returns all crossings. */
  places: () => ReadonlyMap<string, Crossing>;
  isAway: (error: unknown) => boolean;
  /** Returns the seconds by which answers may be out of date, or null while they are current. */
  stale: () => number | null;
}

interface DescribedTool {
  tool: Tool;
  inputSchema: ReturnType<typeof describeTool>;
}

const INSTRUCTIONS =
  "Garita records whether the border crossings between the United States and Mexico are open, closed or suspended, and who said so. Name the sources of an answer and the time that it is for. If `open` is null, say that it is not known. If an open service is unconfirmed, say so, and since when. If an answer has `staleSeconds`, say that reports of the last so many seconds may be missing.";

/**
 * Creates the endpoint for assistants: the Model Context Protocol over Streamable HTTP, without sessions. The tools only
 * read public answers, so every origin may call them, and no key is needed.
 */
export function mcpEndpoint(edge: McpEdge): Router {
  const router = Router();
  const describe = rememberedFor((places: ReadonlyMap<string, Crossing>) =>
    edge.tools.map((tool) => ({ tool, inputSchema: describeTool(tool, [...places.values()]) })),
  );
  router.post(MCP_PATH, async (req, res) => {
    const parsedBody = (await readBody(req, res))?.value;
    // A batch could ask for hundreds of answers at once. The protocol has had none since 2025.
    if (Array.isArray(parsedBody)) throw invalid([{ path: "body", rule: ["ofType", "object"], value: "[…]" }]);
    const handler = createMcpHandler(() => serverFor(req, describe(edge.places()), edge), {
      // The list of tools never changes, so there is nothing to subscribe to.
      maxSubscriptions: 0,
      onerror: (error) => edge.contextOf(req).log.debug({ err: error }, "a request of an assistant was refused"),
    });
    await pass(await handler.fetch(webRequest(req), { parsedBody }), res);
  });
  return router;
}

/** Creates the server that answers one request. */
function serverFor(req: Request, tools: readonly DescribedTool[], edge: McpEdge): McpServer {
  const { contextOf, publicUrl, version, isAway, stale } = edge;
  const server = new McpServer({ name: "garita", title: "Garita", version }, { instructions: INSTRUCTIONS });
  const messages = askedMessages(req);
  for (const { tool, inputSchema } of tools) {
    const { name, title, description } = tool;
    const annotations = { readOnlyHint: true, idempotentHint: true, openWorldHint: false };
    server.registerTool(name, { title, description, inputSchema, annotations }, async (given) => {
      const ctx = contextOf(req);
      try {
        const origin = ownAddress(req, publicUrl);
        const answer = await callTool(tool, given, { ctx, messages, origin });
        const staleSeconds = stale();
        const data = staleSeconds === null ? answer : { staleSeconds, ...answer };
        return { content: [{ type: "text", text: JSON.stringify(data) }], structuredContent: data };
      } catch (error) {
        const text = toolError(error, messages, isAway);
        if (text === undefined) ctx.log.error({ err: error, tool: name }, "a tool failed");
        return { content: [{ type: "text", text: text ?? writeProblem(messages, ["failed"]) }], isError: true };
      }
    });
  }
  return server;
}

/** Returns the request without its body, which has been read. */
function webRequest(req: Request): globalThis.Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(req.headers))
    if (value !== undefined && name !== "content-length") headers.set(name, String(value));
  return new globalThis.Request(`http://localhost${MCP_PATH}`, { method: req.method, headers });
}

/** Sends an answer of the protocol. */
async function pass(answer: globalThis.Response, res: Response): Promise<void> {
  const body = Buffer.from(await answer.arrayBuffer());
  if (res.headersSent || res.destroyed) return;
  res.status(answer.status).set(Object.fromEntries(answer.headers)).set("Cache-Control", "no-store");
  res.end(body);
}
