import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";
import { Router } from "express";
import { ROOT } from "../../root.ts";
import type { Assets } from "../../web/frame.ts";

/** The compiler copies only code, so static files are read from the source folder. */
const FOLDER = join(ROOT, "src/web/static");

const TYPES = {
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  svg: "image/svg+xml; charset=utf-8",
  png: "image/png",
};

/** Folders within it, by extension. */
const FOLDERS: Record<string, string> = { css: "styles", js: "scripts", png: "icons" };

/** Parts of the style sheet. Later parts override earlier ones. */
const STYLES = ["page", "marks", "forms", "board", "rows", "map", "crossing", "media", "forced-marks"];

/** Parts of the script. `spread` is compiled code that the service uses itself. */
const SCRIPTS = ["garita", "board", "spread", "map", "share", "tell-me"];

/** Compiled modules that are also parts of the script. */
const MODULES: Record<string, URL> = { spread: new URL("../../web/map/spread.js", import.meta.url) };

/** Reads a part of a file. A module becomes a plain script: without its exports and its source map. */
function partOf(name: string, kind: string): Buffer {
  const module = kind === "js" ? MODULES[name] : undefined;
  if (module === undefined) return readFileSync(join(FOLDER, FOLDERS[kind] ?? "", `${name}.${kind}`));
  return Buffer.from(
    readFileSync(module, "utf8")
      .replace(/^export /gm, "")
      .replace(/^\/\/# .*\n?/gm, ""),
  );
}

/** Icons of the installed app as PNG. `npm run icons` draws them from `garita.svg`. */
export const APP_ICONS = [
  { pixels: 192, purpose: "any" },
  { pixels: 512, purpose: "any" },
  { pixels: 192, purpose: "maskable" },
  { pixels: 512, purpose: "maskable" },
] as const;

const COMPRESS = {
  br: promisify(brotliCompress),
  gzip: (bytes: Buffer) => promisify(gzip)(bytes, { level: 9 }),
  identity: async (bytes: Buffer) => bytes,
};
type Encoding = keyof typeof COMPRESS;

/**
 * Returns the static files. Each is read once, and compressed once per encoding, when a client first asks for it.
 * Their addresses contain a hash of the contents.
 */
export function staticFiles(): { assets: Assets; router: Router } {
  const router = Router();
  const serve = (kind: keyof typeof TYPES, ...parts: string[]): string => {
    const identity = Buffer.concat(parts.map((part) => partOf(part, kind)));
    const bodies = new Map<Encoding, Promise<Buffer>>();
    const bodyIn = (encoding: Encoding): Promise<Buffer> => {
      const body = bodies.get(encoding) ?? COMPRESS[encoding](identity);
      bodies.set(encoding, body);
      return body;
    };
    const address = `/static/garita.${createHash("sha256").update(identity).digest("hex").slice(0, 10)}.${kind}`;
    router.get(address, async (req, res) => {
      const encodings = kind === "png" ? ["identity"] : ["br", "gzip", "identity"];
      const encoding = (req.acceptsEncodings(encodings) || "identity") as Encoding;
      const body = await bodyIn(encoding);
      res
        .vary("Accept-Encoding")
        .set({ "Content-Type": TYPES[kind], "Cache-Control": "public, max-age=31536000, immutable" });
      if (encoding !== "identity") res.set("Content-Encoding", encoding);
      res.send(body);
    });
    return address;
  };
  const icon = serve("svg", "garita");
  return {
    assets: {
      style: serve("css", ...STYLES),
      script: serve("js", ...SCRIPTS),
      icon,
      copyScript: serve("js", "copy"),
      deskStyle: serve("css", "desk", "desk-forms"),
      deskScript: serve("js", "desk-map", "desk"),
      storyStyle: serve("css", "story"),
      storyScript: serve("js", "story"),
      offlineStyle: serve("css", "offline"),
      offlineScript: serve("js", "offline"),
      docsStyle: serve("css", "docs"),
      docsScript: serve("js", "docs"),
      appIcons: [
        { address: icon, sizes: "any", type: "image/svg+xml", purpose: "any" },
        ...APP_ICONS.map(({ pixels, purpose }) => ({
          address: serve("png", `${purpose}-${pixels}`),
          sizes: `${pixels}x${pixels}`,
          type: TYPES.png,
          purpose,
        })),
      ],
    },
    router,
  };
}
