import { type ErrorRequestHandler, type RequestHandler, raw } from "express";

/** Maximum size of a spreadsheet in bytes. */
export const MOST_BYTES = 512 * 1024;

/** Formats a size for readers. */
export const sizeText = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;

/** Maximum size of the whole form: the spreadsheet as a file and, after a preview, as text. */
const MOST_FORM_BYTES = 3 * MOST_BYTES;

const readRaw = raw({ type: "multipart/form-data", limit: MOST_FORM_BYTES });

/** Error for a form that is too large to be read. `length` is its size in bytes, if the client stated it. */
export class UploadTooLarge extends Error {
  override readonly name = "UploadTooLarge";
  readonly length: number;
  constructor(length: number) {
    super("The upload is too large.");
    this.length = length;
  }
}

/**
 * Reads a form with a file. The text of the file replaces the field `text`. If the file is larger than
 * {@link MOST_BYTES}, the field `fault` states its size, such as `size 600000`. If the file is not text, the field is
 * `encoding`.
 */
export const takeUpload: (RequestHandler | ErrorRequestHandler)[] = [
  readRaw,
  ((error, req, _res, next) =>
    next(
      (error as { type?: string }).type === "entity.too.large"
        ? new UploadTooLarge(Number(req.get("content-length") ?? 0))
        : error,
    )) satisfies ErrorRequestHandler,
  (async (req, _res, next) => {
    const body: unknown = req.body;
    if (!Buffer.isBuffer(body)) return next();
    req.body = await fieldsIn(body, req.get("content-type") ?? "");
    next();
  }) satisfies RequestHandler,
];

/** A form that is not valid multipart has no fields, so it is refused like any form without a CSRF token. */
async function fieldsIn(body: Buffer<ArrayBufferLike>, type: string): Promise<Record<string, string>> {
  const form = await new Response(new Uint8Array(body), { headers: { "content-type": type } })
    .formData()
    .catch(() => undefined);
  if (form === undefined) return {};
  const fields: Record<string, string> = {};
  for (const [name, value] of form.entries()) {
    if (typeof value === "string") fields[name] = value;
    else if (value.size > MOST_BYTES) fields.fault = `size ${value.size}`;
    else if (value.size > 0) {
      const text = decodeText(new Uint8Array(await value.arrayBuffer()));
      if (text === undefined) fields.fault = "encoding";
      fields.text = text ?? "";
    }
  }
  return fields;
}

/** Decodes UTF-8, or UTF-16 with a byte order mark. Returns undefined for anything else, such as a workbook. */
function decodeText(bytes: Uint8Array): string | undefined {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return text.includes("\0") ? undefined : text;
  } catch {
    return undefined;
  }
}
