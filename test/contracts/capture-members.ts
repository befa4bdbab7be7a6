/**
 * Writes the contracts of what the stack's own servers tell in a cluster: members that know each other, Thanos on object
 * storage, and failures of many kinds. The pinned programs, with the arguments and files that their pods get, for two
 * minutes on high ports of 127.0.0.1 to 127.0.0.3; a folder stands in for the buckets.
 *
 *     npx tsx test/contracts/capture-members.ts
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { alertmanager } from "../../components/alertmanager";
import { lokiServers } from "../../components/loki";
import { prometheus } from "../../components/prometheus";
import { thanosCompact } from "../../components/thanos-compact";
import { thanosQuery } from "../../components/thanos-query";
import { thanosStore } from "../../components/thanos-store";
import { stackPaths } from "../../platforms/local/paths";
import { type Workload } from "../../platforms/workload";
import { catalogue } from "../../stacks/catalogue";
import { parseSettings } from "../../stacks/parse-settings";
import { type Settings } from "../../stacks/settings";
import { ensureAll } from "../../tools/build";
import { processes } from "../e2e/kubernetes/processes";
import { portsFrom } from "./loopback";
import { forCapture, oldSamples, ruleFile } from "./member-files";
import { memberIp, type MemberOf, membersSite, startMember } from "./members";
import { type OddReceivers, startOddReceivers } from "./odd-receivers";
import { startOddTargets } from "./odd-targets";
import { normalise, type Particulars } from "./normalise";
import { scrape } from "./scrape";
import { askThanos, fillLoki, silence } from "./member-events";

const firstPort = 39700;

async function main(): Promise<void> {
  const paths = await ensureAll(["alertmanager", "loki", "prometheus", "promtool", "thanos"], console.error);
  const root = mkdtempSync(join(tmpdir(), "observatory-contracts-"));
  const running = processes(root);
  const second = processes(root);
  const receivers = await startOddReceivers();
  const odd = await startOddTargets();
  try {
    const settings = settingsOf(receivers);
    const ports = portsFrom(firstPort);
    const site = membersSite(settings, root, ports);
    const path = (program: string): string => paths.get(program) ?? program;
    const of: MemberOf = { settings, root, running, path, change: forCapture(root) };
    const at = (workload: string, port = "http", member = 0): string =>
      `http://${memberIp(member)}:${ports.of(workload, port)}`;
    const ready = (workload: Workload, port = workload.health.port, member = 0): Promise<void> =>
      running.until(`${workload.name}-${member}`, "it is ready", 120, () =>
        fetch(at(workload.name, port, member) + workload.health.path).then(
          ({ ok }) => ok,
          () => false,
        ),
      );
    const bucket = (name: string): string => join(root, "buckets", name);
    const tell = alertmanager(settings, site).workload;
    startMember(tell, 0, of);
    startMember(tell, 1, { ...of, running: second });

    // Blocks of some days, so that there is something to upload, to join and to thin out.
    const measure = prometheus(settings, site, {
      jobs: odd.jobs.map((job) => ({ workload: "prometheus", job })),
      ruleFiles: [ruleFile],
    }).workload;
    const data = stackPaths(`${root}/0`, settings.stack).data("prometheus");
    mkdirSync(data, { recursive: true });
    const samples = join(root, "samples");
    writeFileSync(samples, oldSamples(Date.now()));
    execFileSync(path("promtool"), ["tsdb", "create-blocks-from", "openmetrics", samples, data], {
      stdio: "pipe",
    });
    // Prometheus joins blocks as it likes while the sidecar has not said which are in the bucket.
    writeFileSync(join(data, "thanos.shipper.json"), JSON.stringify({ version: 1, uploaded: [] }));
    startMember(measure, 0, of);
    await running.until("prometheus-0", "blocks are uploaded", 120, async () => {
      const text = await scrape(`${at("prometheus", "thanosHttp")}/metrics`).catch(() => "");
      return Number(/^thanos_shipper_uploads_total (\S+)$/m.exec(text)?.[1] ?? 0) >= 60;
    });
    // One that somebody did not upload as a whole.
    mkdirSync(join(bucket("metrics"), "01BX5ZZKBKACTAV9WEVGEMMVS0", "chunks"), { recursive: true });
    const store = thanosStore(settings, site).workload;
    const query = thanosQuery(settings, site).workload;
    const compact = thanosCompact(settings, site).workload;
    // Both look at blocks that are half an hour old at first.
    startMember({ ...compact, args: [...compact.args, "--consistency-delay=0s"] }, 0, of);
    startMember(store, 0, of);
    startMember(query, 0, of);
    const logs = lokiServers(settings, site).map(({ workload }) => workload);
    for (const member of [0, 1, 2]) for (const each of logs) startMember(each, member, of);
    await silence(at("alertmanager"));
    await askThanos(at("thanos-query"));
    for (const member of [0, 1, 2]) for (const each of logs) await ready(each, "http", member);
    await fillLoki(at("loki"));
    await wait(10_000);
    await second.stop();
    await wait(20_000);
    await askThanos(at("thanos-query"));

    const write = async (
      file: string,
      workload: string,
      { port = "http", members = 1, ...particulars }: Particulars & { port?: string; members?: number } = {},
    ): Promise<void> => {
      const urls = Array.from({ length: members }, (_, member) => `${at(workload, port, member)}/metrics`);
      const texts = await Promise.all(urls.map(scrape));
      writeFileSync(join(__dirname, file), normalise(texts.join("\n"), particulars));
      console.log(`${file} written`);
    };
    await write("alertmanager-member.prom", "alertmanager");
    await write("loki-member.prom", "loki", {
      members: 3,
      open: ["error", "reason"],
      // Told once something has been long enough in a cache.
      without: ({ name }) => name === "loki_embeddedcache_evicted_total",
    });
    await write("thanos-compact.prom", "thanos-compact", { closed: ["check"] });
    await write("thanos-query.prom", "thanos-query", { closed: ["check"] });
    await write("thanos-sidecar.prom", "prometheus", { port: "thanosHttp", closed: ["check"] });
    await write("thanos-store.prom", "thanos-store", { closed: ["check"] });
  } finally {
    await second.stop();
    await running.stop();
    receivers.stop();
    odd.stop();
    rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  }
}

function settingsOf({ urls }: OddReceivers): Settings {
  const receivers = Object.fromEntries(
    Object.entries(urls).map(([name, url]) => [name, { kind: "webhook" as const, url }]),
  );
  return parseSettings({
    stack: "members",
    values: {
      target: "kubernetes",
      kubernetes: { context: "capture" },
      scrapeInterval: "1s",
      evaluationInterval: "1s",
      alertmanager: { replicas: 2 },
      loki: { replicas: 3 },
      prometheus: { replicas: 1 },
      objectStorage: {
        ...{ endpoint: "s3.example.com", region: "x", metricsBucket: "metrics", logsBucket: "logs" },
      },
      receivers,
      routes: { critical: Object.keys(urls) },
    },
    secretKeys: ["objectStorageAccessKey", "objectStorageSecretKey"],
    catalogue,
  });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
