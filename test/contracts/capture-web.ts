import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer as createHttpServer } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { type AddressInfo, type Server } from "node:net";
import { join } from "node:path";

/** What probes call and what notifications are sent to. */
export interface WebServers {
  readonly https: string;
  readonly http: string;
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
  return {
    https: `https://localhost:${ports[0]}`,
    http: `http://127.0.0.1:${ports[1]}`,
    certificate,
    stop: () => {
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
