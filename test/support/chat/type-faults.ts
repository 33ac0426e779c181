import { execFile } from "node:child_process";
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { ChatService } from "../../../src/domain/vocabulary.ts";
import { ROOT } from "../../../src/root.ts";

/** Published types of the bodies. Teams has none; its card is parsed by the library of its publisher. */
const TYPES: Partial<Record<ChatService, string>> = {
  slack: "Slack",
  discord: "Discord",
  telegram: "Telegram",
};

const IMPORTS = `import type { ApiMethods } from "@grammyjs/types";
import type { IncomingWebhookSendArguments as Slack } from "@slack/webhook";
import type { RESTPostAPIWebhookWithTokenJSONBody as Discord } from "discord-api-types/v10";
type Telegram = Parameters<ApiMethods<never>["sendMessage"]>[0];
`;

/**
 * Compiles bodies as values of the types that the services or their libraries publish. Returns what the compiler says
 * against them: missing, wrong or unknown fields.
 */
export async function findTypeFaults(posts: readonly { service: ChatService; body: unknown }[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "garita-chat-types-"));
  try {
    await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"));
    const lines = posts.flatMap(({ service, body }, i) =>
      TYPES[service] === undefined ? [] : [`export const body${i}: ${TYPES[service]} = ${JSON.stringify(body)};`],
    );
    await writeFile(join(folder, "bodies.ts"), IMPORTS + lines.join("\n"));
    const options = ["--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "--target", "es2023"];
    const compiler = join(ROOT, "node_modules/typescript/bin/tsc");
    const args = [compiler, "--ignoreConfig", "--types", "", ...options, join(folder, "bodies.ts")];
    const { stdout } = await promisify(execFile)(process.execPath, args).catch((error) => error as { stdout: string });
    return stdout;
  } finally {
    await rm(folder, { recursive: true });
  }
}
