import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * What the local target looks for and starts, in the place of Grafana, which cannot be built from its module:
 * it takes the same arguments, reads the same file, and answers the health check.
 */
export function standInForGrafana(home: string): string {
  mkdirSync(join(home, "bin"), { recursive: true });
  mkdirSync(join(home, "public"), { recursive: true });
  const program = `#!${process.execPath}
const { readFileSync } = require("node:fs");
const value = (name) => process.argv.find((arg) => arg.startsWith("--" + name + "=")).split("=")[1];
if (process.argv[2] !== "server" || value("homepath") !== ${JSON.stringify(home)}) process.exit(2);
const ini = readFileSync(value("config"), "utf8");
const [, port] = /^http_port = (\\d+)$/m.exec(ini);
const [, host] = /^http_addr = (\\S+)$/m.exec(ini);
require("node:http").createServer((request, response) => {
  response.statusCode = request.url === "/api/health" || request.url === "/metrics" ? 200 : 404;
  response.setHeader("content-type", "text/plain; version=0.0.4");
  response.end();
}).listen(port, host);
`;
  writeFileSync(join(home, "bin", "grafana"), program);
  chmodSync(join(home, "bin", "grafana"), 0o755);
  return home;
}
