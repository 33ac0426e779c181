import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";

const FORWARDING = "/proc/sys/net/ipv4/ip_forward";
const BRIDGE = "docker0";

/** Rules of a machine without any, in the format of iptables-save. */
const NO_RULES: Record<string, string> = {
  filter: "*filter\n:INPUT ACCEPT [0:0]\n:FORWARD ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\nCOMMIT\n",
  nat: "*nat\n:PREROUTING ACCEPT [0:0]\n:INPUT ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n:POSTROUTING ACCEPT [0:0]\nCOMMIT\n",
};

/**
 * Reads the network settings that a Docker daemon changes: rules for packets, forwarding and its bridge. Returns a
 * function that restores them.
 */
export async function rememberNetwork(): Promise<() => Promise<void>> {
  const rules = Object.keys(NO_RULES).map((table) => rulesOf(table));
  const forwarding = await readFile(FORWARDING, "utf8");
  const hadBridge = isBridge();
  return async () => {
    for (const text of rules) spawnSync("iptables-restore", { input: text });
    await writeFile(FORWARDING, forwarding);
    if (!hadBridge && isBridge()) spawnSync("ip", ["link", "delete", BRIDGE]);
  };
}

function rulesOf(table: string): string {
  const { stdout } = spawnSync("iptables-save", ["--table", table], { encoding: "utf8" });
  return stdout.includes("COMMIT") ? stdout : (NO_RULES[table] ?? "");
}

const isBridge = (): boolean => existsSync(`/sys/class/net/${BRIDGE}`);
