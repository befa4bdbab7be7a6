/** The real blackbox exporter, as a stack in a cluster configures it, verifies certificates of the stack's servers. */
import { X509Certificate } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer, type Server } from "node:tls";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { issue, type KeyPair, lifetimeDays } from "../../platforms/certificates/issue";
import { kubernetesSite, secretsFolder } from "../../platforms/kubernetes/site";
import { type Identity } from "../../platforms/workload";
import { ensure } from "../../tools/build";
import { settings, stackOf } from "../render/kubernetes-stack";
import { certificateMetrics } from "../../components/stack-certificates";
import { isReady, withFlags } from "./kubernetes/in-pod";
import { client, type Client } from "./kubernetes/https";
import { freePorts, type Processes, processes } from "./kubernetes/processes";
import { newAuthority, secretObject, serversAuthorization } from "./kubernetes/secrets";

const day = 86_400_000;
const of = settings();
const stack = stackOf(of);
const identity = (workload: string): Identity => {
  const found = kubernetesSite(of).identity?.(workload);
  if (found === undefined) throw new Error(`${workload} has no identity`);
  return found;
};
const [authority, stranger] = [newAuthority(), newAuthority()];

let folder: string;
let running: Processes;
let exporter: Client;
let ownPort: number;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "observatory-certificates-"));
  running = processes(folder);
  [ownPort = 0] = await freePorts(1);
  exporter = client(`https://127.0.0.1:${ownPort}`, serversAuthorization, {
    authority: authority.certificate,
    name: identity("blackbox-exporter").names[0] ?? "",
  });
  await startExporter();
}, 60_000);

afterAll(async () => {
  await running.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Starts it with the arguments, the file and the secrets of its pod; only folders and the address are those of here. */
async function startExporter(): Promise<void> {
  const workload = stack.workloads.find(({ name }) => name === "blackbox-exporter");
  if (workload === undefined) throw new Error("the stack has no blackbox exporter");
  const secrets = join(folder, "secrets");
  const here = (text: string): string => text.replaceAll(secretsFolder, secrets);
  mkdirSync(secrets);
  for (const [name, text] of Object.entries(secretObject(stack, workload.name, authority).stringData))
    writeFileSync(join(secrets, name), here(text), { mode: 0o600 });
  const config = join(folder, "blackbox.yml");
  writeFileSync(config, here(workload.files?.[0]?.content ?? ""));
  const args = withFlags(workload.args.map(here), {
    "--config.file": config,
    "--web.listen-address": `127.0.0.1:${ownPort}`,
  });
  running.start("blackbox", await ensure("blackbox_exporter", console.log), args);
  await running.until("blackbox", "the exporter answers", 20, () => isReady(exporter, "/-/healthy"));
}

/** What the exporter tells of a port, by metric; the labels are left out. */
async function probe(server: string, port: number): Promise<Readonly<Record<string, number>>> {
  const target = encodeURIComponent(`127.0.0.1:${port}`);
  const { status, body } = await exporter("GET", `/probe?module=certificate-${server}&target=${target}`);
  if (status !== 200) throw new Error(`the exporter answered ${status}: ${body}`);
  const samples = body.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  const all = samples.map((line): [string, number] => {
    const [, name = "", value] = /^(\w+)(?:\{.*\})? (\S+)$/.exec(line) ?? [];
    return [name, Number(value)];
  });
  return Object.fromEntries(all.filter(([name]) => certificateMetrics.some((kept) => kept === name)));
}

/** Does something with the port of a server of this machine that has a certificate. */
async function withServer<T>({ certificate, key }: KeyPair, use: (port: number) => Promise<T>): Promise<T> {
  const server: Server = createServer({ cert: certificate, key }, (socket) => socket.on("error", () => {}));
  server.on("tlsClientError", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  try {
    return await use(port);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

/** Probes such a server as the exporter probes a pod of Loki. */
const probeOf = (pair: KeyPair): Promise<Readonly<Record<string, number>>> =>
  withServer(pair, (port) => probe("loki", port));

/** When a certificate expires, in seconds since 1970. */
const endOf = ({ certificate }: KeyPair): number =>
  Date.parse(new X509Certificate(certificate).validTo) / 1000;

const serverOf = (by: KeyPair, days: number = lifetimeDays.server, name = "loki"): KeyPair =>
  issue(identity(name), by, days, Date.now());

describe("the blackbox exporter", () => {
  it("verifies a server's certificate of the stack's authority, and tells to the second when it expires", async () => {
    const server = serverOf(authority);
    expect(await probeOf(server)).toEqual({
      probe_success: 1,
      probe_ssl_earliest_cert_expiry: endOf(server),
      probe_ssl_last_chain_expiry_timestamp_seconds: endOf(server),
    });
  });

  it("verifies its own, which it shows to Prometheus", async () => {
    const found = await probe("blackbox-exporter", ownPort);
    expect(found["probe_success"]).toBe(1);
    const days = ((found["probe_ssl_earliest_cert_expiry"] ?? 0) - Date.now() / 1000) / 86_400;
    expect(days).toBeGreaterThan(lifetimeDays.server - 1);
    expect(days).toBeLessThanOrEqual(lifetimeDays.server);
  });

  it("tells of the authority's end where that comes first", async () => {
    const server = serverOf(authority, lifetimeDays.authority + 100);
    expect(await probeOf(server)).toEqual({
      probe_success: 1,
      probe_ssl_earliest_cert_expiry: endOf(server),
      probe_ssl_last_chain_expiry_timestamp_seconds: endOf(authority),
    });
  });

  it.each([
    ["of another authority, whatever its name", () => serverOf(stranger)],
    ["with the name of another server", () => serverOf(authority, lifetimeDays.server, "grafana")],
    [
      "that has expired",
      () => issue(identity("loki"), authority, lifetimeDays.server, Date.now() - 366 * day),
    ],
  ])("takes none %s, and tells no date of it", async (_, make) => {
    expect(await probeOf(make())).toEqual({ probe_success: 0 });
  });

  it("says why where it is asked to", async () => {
    const said = await withServer(serverOf(stranger), async (port) => {
      const query = `debug=true&module=certificate-loki&target=127.0.0.1:${port}`;
      return (await exporter("GET", `/probe?${query}`)).body;
    });
    expect(said).toContain("x509: certificate signed by unknown authority");
  });

  it("tells where nobody answers", async () => {
    const [port = 0] = await freePorts(1);
    expect(await probe("loki", port)).toEqual({ probe_success: 0 });
  });
});
