import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";

/** The result of a tool call, with its data or its error. */
export interface Called {
  isError: boolean;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests read untyped data
  data: any;
}

/** A client of the Model Context Protocol, as assistants have. */
export interface Assistant {
  client: Client;
  call(name: string, args?: Record<string, unknown>): Promise<Called>;
}

/** Revisions of the protocol: those with a handshake, and the one without. */
export type ProtocolEra = "legacy" | "2026-07-28";

/** Connects a client to the service at `url`. `headers` are sent with each request. */
export async function connectAssistant(
  url: string,
  era: ProtocolEra = "2026-07-28",
  headers: Record<string, string> = {},
): Promise<Assistant> {
  const mode = era === "legacy" ? era : { pin: era };
  const client = new Client({ name: "test", version: "1.0.0" }, { versionNegotiation: { mode } });
  await client.connect(new StreamableHTTPClientTransport(new URL(`${url}/mcp`), { requestInit: { headers } }));
  return {
    client,
    async call(name, args = {}) {
      const { isError = false, content, structuredContent } = await client.callTool({ name, arguments: args });
      const [first] = content as { text: string }[];
      return { isError, text: first?.text ?? "", data: structuredContent };
    },
  };
}
