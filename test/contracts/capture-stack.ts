import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, openSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { localSite } from "../../platforms/local/site";
import { stackPaths } from "../../platforms/local/paths";
import { type SecretFile, type Workload } from "../../platforms/workload";
import { catalogue } from "../../stacks/catalogue";
import { describeFor } from "../../stacks/main";
import { parseSettings } from "../../stacks/parse-settings";
import { versions } from "../../stacks/versions";
import { type WebServers } from "./capture-web";

interface Surroundings {
  /** Folder of the programs. */
  readonly programs: string;
  /** Folder for everything that the servers write. */
  readonly root: string;
  readonly web: WebServers;
}

interface RunningStack {
  /** Addresses of expositions by contract file. */
  readonly expositions: Readonly<Record<string, readonly string[]>>;
  readonly stop: () => Promise<void>;
}

/** Starts the servers of a local stack in which everything has something to do, and lets them work for a while. */
export async function startStack({ programs, root, web }: Surroundings): Promise<RunningStack> {
  const settings = parseSettings({
    stack: "contracts",
    values: {
      target: "local",
      host: "host",
      portOffset: 19000,
      scrapeInterval: "1s",
      evaluationInterval: "1s",
      demo: false,
      probes: [
        { name: "https", target: web.https },
        { name: "tcp", target: web.http.replace("http://", ""), kind: "tcp" },
        { name: "icmp", target: "127.0.0.1", kind: "icmp" },
        { name: "dns", target: web.dns, kind: "dns", query: "example.com" },
        { name: "down", target: "http://127.0.0.1:9" },
      ],
      receivers: { people: { kind: "webhook", url: web.http } },
      routes: { critical: ["people"], watchdog: ["people"] },
    },
    secretKeys: [],
    catalogue,
  });
  const site = localSite(settings, root, ["grafana"]);
  const { workloads } = describeFor(settings, { root, missing: ["grafana"] }).stack;
  const servers: ChildProcess[] = [];
  for (const workload of workloads) {
    writeFiles(workload, root, settings.stack, {});
    servers.push(launch(workload, programs, root, settings.stack, { SSL_CERT_FILE: web.certificate }));
  }
  const stop = async () => {
    for (const server of servers) if (server.exitCode === null) server.kill("SIGKILL");
    await wait(500);
  };
  try {
    await Promise.all(
      workloads.map((each) => whenHealthy(site.url(each.name, each.health.port) + each.health.path, each)),
    );
    await letThemWork(site.url("prometheus", "http"), site.url("loki", "http"));
  } catch (error) {
    await stop();
    throw error;
  }
  const metrics = (workload: string, port = "http") => `${site.url(workload, port)}/metrics`;
  const probe = (kind: string, target: string) =>
    `${site.url("blackbox-exporter", "http")}/probe?module=${kind}&target=${encodeURIComponent(target)}`;
  return {
    stop,
    expositions: {
      "alertmanager.prom": [metrics("alertmanager")],
      "blackbox-exporter.prom": [metrics("blackbox-exporter")],
      "blackbox-probe.prom": [
        probe("http", web.https),
        probe("tcp", web.http.replace("http://", "")),
        probe("icmp", "127.0.0.1"),
        probe("dns-dns", web.dns),
      ],
      "collector.prom": [metrics("collector", "metrics")],
      "loki.prom": [metrics("loki")],
      "node-exporter.prom": [metrics("node-exporter")],
      "process-exporter.prom": [metrics("process-exporter")],
      "prometheus.prom": [metrics("prometheus")],
    },
  };
}

/** Writes the files and secrets of a workload where a local stack has them; `secrets` by their config keys. */
export function writeFiles(
  workload: Workload,
  root: string,
  stack: string,
  secrets: Readonly<Record<string, string>>,
): void {
  const paths = stackPaths(root, stack);
  const write = (path: string, content: string) => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content, { mode: 0o600 });
  };
  mkdirSync(paths.data(workload.name), { recursive: true });
  for (const { name, content } of workload.files ?? [])
    write(join(paths.config(workload.name), name), content);
  for (const secret of workload.secrets ?? [])
    write(join(paths.secrets(workload.name), secret.name), secretText(secret, secrets));
}

function secretText(
  { from, part = (text) => text }: SecretFile,
  secrets: Readonly<Record<string, string>>,
): string {
  const stored = "config" in from ? secrets[from.config] : "generated";
  if (stored === undefined) throw new Error("A server asks for a secret that the capture does not have");
  return part(stored);
}

/** Starts a workload's program as a local stack does. */
export function launch(
  workload: Workload,
  programs: string,
  root: string,
  stack: string,
  env: Record<string, string>,
): ChildProcess {
  const log = stackPaths(root, stack).log(workload.name);
  mkdirSync(dirname(log), { recursive: true });
  const out = openSync(log, "a");
  const program = versions[workload.server].program ?? workload.server;
  return spawn(join(programs, program), workload.args, {
    cwd: root,
    env: { PATH: process.env["PATH"], HOME: root, ...env, ...workload.env },
    stdio: ["ignore", out, out],
  });
}

/** Waits for a workload's first healthy answer. Throws an Error when its time is over. */
export async function whenHealthy(url: string, workload: Workload): Promise<void> {
  const attempts = (workload.health.withinSeconds ?? 60) * 2;
  for (let attempt = 0; attempt < attempts; attempt++) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok === true) return;
    await wait(500);
  }
  throw new Error(`${workload.name} does not become healthy at ${url}`);
}

/** Some metrics come up with the first event of their kind: queries, notifications, log lines. */
async function letThemWork(prometheus: string, loki: string): Promise<void> {
  for (let round = 0; round < 20; round++) {
    await fetch(`${prometheus}/api/v1/query?query=${encodeURIComponent("sum by (job) (up)")}`);
    await fetch(`${loki}/loki/api/v1/query_range?query=${encodeURIComponent('{service_name=~".+"}')}`);
    await fetch(`${loki}/loki/api/v1/labels`);
    await wait(3000);
  }
}
