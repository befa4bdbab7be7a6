/** Reads the body of a request, up to a limit. */
import { type IncomingMessage } from "node:http";
import { refuse, type Reply } from "./reply";

/** Largest body, in bytes. */
export const bodyLimitBytes = 64 * 1024;
/** So much of a body that is too large is still read, in bytes: a client that is cut off while it sends sees no answer. */
const drainLimitBytes = 1024 * 1024;

export type Body =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly reply: Reply };

/** The JSON value of the body, undefined where there is none, or the refusal to send. */
export async function readBody(request: IncomingMessage): Promise<Body> {
  const tooLarge: Body = {
    ok: false,
    reply: refuse(413, "The body is larger than 64 KiB.", "Send at most 65536 bytes.", {
      connection: "close",
    }),
  };
  if (Number(request.headers["content-length"] ?? 0) > drainLimitBytes) return tooLarge;
  let chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= bodyLimitBytes) chunks.push(chunk);
    else chunks = [];
    if (size > drainLimitBytes) break;
  }
  if (size > bodyLimitBytes) return tooLarge;
  if (size === 0) return { ok: true, value: undefined };
  // A web page cannot send this type to another site without asking first, so that no page switches faults.
  if (!/^application\/json\s*(;|$)/i.test(request.headers["content-type"] ?? ""))
    return {
      ok: false,
      reply: refuse(
        415,
        "The body is not declared as JSON.",
        "Send the header content-type: application/json.",
      ),
    };
  try {
    return { ok: true, value: JSON.parse(Buffer.concat(chunks).toString("utf8")) as unknown };
  } catch {
    return { ok: false, reply: refuse(400, "The body is not JSON.", "Send one JSON object.") };
  }
}
