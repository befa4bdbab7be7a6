import { execFileSync } from "node:child_process";
import { createSocket, type Socket } from "node:dgram";
import { readFileSync } from "node:fs";
import { createServer as createHttpServer } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { type AddressInfo, type Server } from "node:net";
import { join } from "node:path";

/** What probes call and what notifications are sent to. */
export interface WebServers {
  readonly https: string;
  readonly http: string;
  /** host:port of a name server that knows one address for every name. */
  readonly dns: string;
  /** File with the certificate that the https server shows. */
  readonly certificate: string;
  readonly stop: () => void;
}

export async function startWebServers(folder: string): Promise<WebServers> {
  const certificate = join(folder, "certificate.pem");
  const key = join(folder, "key.pem");
  const request = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"];
  const names = ["-addext", "subjectAltName=DNS:localhost"];
  execFileSync("openssl", [...request, ...names, "-keyout", key, "-out", certificate], { stdio: "pipe" });
  const https = createHttpsServer(
    { key: readFileSync(key), cert: readFileSync(certificate) },
    (_, response) => response.end("well"),
  );
  const http = createHttpServer((_, response) => response.end("well"));
  const ports = await Promise.all([listen(https), listen(http)]);
  const nameServer = createSocket("udp4");
  const nameServerPort = await listenUdp(nameServer);
  return {
    https: `https://localhost:${ports[0]}`,
    http: `http://127.0.0.1:${ports[1]}`,
    dns: `127.0.0.1:${nameServerPort}`,
    certificate,
    stop: () => {
      nameServer.close();
      https.close();
      https.closeAllConnections();
      http.close();
      http.closeAllConnections();
    },
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

/** Answers each question with one address (RFC 1035, section 4): 127.0.0.1 for a minute. */
function listenUdp(server: Socket): Promise<number> {
  server.on("message", (question, { address, port }) => {
    // A header of 12 bytes, then the name as lengths and letters up to a 0, then type and class.
    const end = question.indexOf(0, 12) + 5;
    const header = Buffer.from([question[0] ?? 0, question[1] ?? 0, 0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0]);
    const answer = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 127, 0, 0, 1]);
    server.send(Buffer.concat([header, question.subarray(12, end), answer]), port, address);
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.bind(0, "127.0.0.1", () => resolve(server.address().port));
  });
}
