/** What the stack of this test probes beside the demo service: a page over TLS, and a name server. */
import { createSocket } from "node:dgram";
import { writeFileSync } from "node:fs";
import { createServer } from "node:https";
import { type AddressInfo } from "node:net";
import { issue } from "../../../platforms/certificates/issue";

export interface Neighbours {
  /** URL of a page whose certificate is good. */
  readonly page: string;
  /** Host and port of a name server that knows every name. */
  readonly names: string;
  close(): void;
}

/**
 * Starts both on 127.0.0.1.
 *
 * @param authority file that takes the certificate of the authority that whoever calls the page has to trust
 */
export async function startNeighbours(authority: string): Promise<Neighbours> {
  const root = issue({ name: "Test authority", names: [] }, undefined, 30, Date.now());
  const own = issue({ name: "localhost", names: ["localhost"] }, root, 20, Date.now());
  writeFileSync(authority, root.certificate);
  const page = createServer({ cert: own.certificate, key: own.key }, (_request, response) => {
    response.end("well\n");
  });
  await new Promise<void>((resolve) => page.listen(0, "127.0.0.1", resolve));
  const names = createSocket("udp4");
  names.on("message", (question, { port, address }) => {
    names.send(answerTo(question), port, address);
  });
  await new Promise<void>((resolve) => names.bind(0, "127.0.0.1", resolve));
  return {
    page: `https://localhost:${(page.address() as AddressInfo).port}/`,
    names: `127.0.0.1:${names.address().port}`,
    close: () => {
      page.close();
      names.close();
    },
  };
}

/** The message that answers a question for an address (RFC 1035, section 4): whatever the name, it is 127.0.0.1. */
function answerTo(message: Buffer): Buffer {
  // The question starts behind the header of 12 bytes: labels up to an empty one, type, class.
  let end = 12;
  while (message.readUInt8(end) !== 0) end += message.readUInt8(end) + 1;
  const question = message.subarray(12, end + 5);
  const header = Buffer.from(message.subarray(0, 12));
  // A response, authoritative, without an error; one question, one answer, nothing further.
  header.writeUInt16BE(0x8480, 2);
  [1, 1, 0, 0].forEach((count, at) => header.writeUInt16BE(count, 4 + 2 * at));
  // The name as a pointer to the question's, type A, class IN, 60 seconds, four bytes.
  const record = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 127, 0, 0, 1]);
  return Buffer.concat([header, question, record]);
}
