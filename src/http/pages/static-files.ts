import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { Router } from "express";
import { ROOT } from "../../root.ts";
import type { Assets } from "../../web/frame.ts";

/** The compiler copies only code, so static files are read from the source folder. */
const FOLDER = join(ROOT, "src/web/static");

const TYPES = {
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  svg: "image/svg+xml; charset=utf-8",
};

/** Parts of the style sheet. Later parts override earlier ones. */
const STYLES = ["page", "marks", "forms", "board", "crossing", "media"];

/** Returns the static files, read and compressed once. Their addresses contain a hash of the contents. */
export function staticFiles(): { assets: Assets; router: Router } {
  const router = Router();
  const serve = (kind: keyof typeof TYPES, ...parts: string[]): string => {
    const identity = Buffer.concat(parts.map((part) => readFileSync(join(FOLDER, `${part}.${kind}`))));
    const bodies = { br: brotliCompressSync(identity), gzip: gzipSync(identity, { level: 9 }), identity };
    const address = `/static/garita.${createHash("sha256").update(identity).digest("hex").slice(0, 10)}.${kind}`;
    router.get(address, (req, res) => {
      const encoding = (req.acceptsEncodings(["br", "gzip", "identity"]) || "identity") as keyof typeof bodies;
      res
        .vary("Accept-Encoding")
        .set({ "Content-Type": TYPES[kind], "Cache-Control": "public, max-age=31536000, immutable" });
      if (encoding !== "identity") res.set("Content-Encoding", encoding);
      res.send(bodies[encoding]);
    });
    return address;
  };
  return {
    assets: {
      style: serve("css", ...STYLES),
      script: serve("js", "garita"),
      icon: serve("svg", "garita"),
      deskStyle: serve("css", "desk"),
      deskScript: serve("js", "desk"),
    },
    router,
  };
}
