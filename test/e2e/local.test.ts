/** The whole stack on this machine: real servers, real metrics, real logs, a real receiver. The tests build on each other. */
import { readFileSync, statfsSync, writeFileSync, appendFileSync, existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { metricValue, fetchText } from "../../platforms/local/health";
import { leftovers } from "../../platforms/local/leftovers";
import { stackPaths } from "../../platforms/local/paths";
import { stateOf, stopProcess, supervisorPids } from "../../platforms/local/supervisor";
import { json, lokiLines, promQuery, promTimestamps, promValue, until } from "./ask";
import { cloneCheckout, expectSuccess, processesOf, type Checkout } from "./checkout";
import { listeningAddresses } from "./listening";
import { expectServiceMetrics, expectSpanMetrics } from "./otlp";
import { startReceiver, type Receiver } from "./receiver";

const offset = 15_000;
const prometheus = `http://127.0.0.1:${9090 + offset}`;
const alertmanager = `http://127.0.0.1:${9093 + offset}`;
const loki = `http://127.0.0.1:${3100 + offset}`;
const node = `http://127.0.0.1:${9100 + offset}`;

let checkout: Checkout;
let receiver: Receiver;
let watched: string;
const paths = () => stackPaths(checkout.root, "local");
const settings = (more: Readonly<Record<string, unknown>> = {}): void =>
  checkout.settings({
    portOffset: offset,
    logs: { files: [watched] },
    receivers: { oncall: { kind: "webhook", url: receiver.url } },
    routes: { critical: ["oncall"] },
    probes: [{ name: "demo", target: `http://127.0.0.1:${8088 + offset}/health` }],
    ...more,
  });

beforeAll(async () => {
  checkout = cloneCheckout();
  receiver = await startReceiver();
  watched = join(checkout.root, "shop.log");
  writeFileSync(watched, "");
  settings();
}, 60_000);

afterAll(async () => {
  await receiver.close();
  await checkout.remove();
}, 120_000);

describe("up from nothing", () => {
  it("ends with every server healthy and says where each is", { timeout: 300_000 }, async () => {
    const { code, output } = await checkout.observatory("up");
    expect(output).toMatch(new RegExp(`prometheus +${prometheus} +healthy`));
    expect(output).not.toContain("NOT HEALTHY");
    expect(code).toBe(0);
  });

  it("scrapes every target", { timeout: 60_000 }, async () => {
    const jobs = [
      "alertmanager",
      "blackbox",
      "blackbox-exporter",
      "collector",
      "demo",
      "loki",
      "node",
      "process",
      "prometheus",
    ];
    const up = await until(
      45,
      () => promQuery(prometheus, "up"),
      (samples) => samples.length >= jobs.length && samples.every(({ value }) => value === 1),
    );
    expect(up.map(({ labels }) => labels["job"]).sort()).toEqual(jobs);
    expect(up.every(({ labels }) => labels["cluster"] === "local")).toBe(true);
  });

  it("measures what /proc says", { timeout: 60_000 }, async () => {
    const kibibytes = Number(/MemTotal: +(\d+) kB/.exec(readFileSync("/proc/meminfo", "utf8"))?.[1]);
    expect(await promValue(prometheus, "node_memory_MemTotal_bytes")).toBe(kibibytes * 1024);
    const bootTime = Number(/^btime (\d+)$/m.exec(readFileSync("/proc/stat", "utf8"))?.[1]);
    expect(await promValue(prometheus, "node_boot_time_seconds")).toBeCloseTo(bootTime, -1);
    const cpus = await promValue(prometheus, 'count(node_cpu_seconds_total{mode="idle"})');
    expect(cpus).toBeGreaterThanOrEqual(availableParallelism());
    const root = statfsSync("/");
    expect(await promValue(prometheus, 'node_filesystem_size_bytes{mountpoint="/"}')).toBe(
      root.blocks * root.bsize,
    );
  });

  it("probes an address as a user would", { timeout: 60_000 }, async () => {
    await until(
      45,
      () => promValue(prometheus, 'probe_success{instance="demo", kind="http"}'),
      (value) => value === 1,
    );
  });

  it("turns spans of a service into metrics", { timeout: 90_000 }, () => expectSpanMetrics(prometheus));

  it("takes the metrics that a service sends by OTLP, under its job and instance", { timeout: 90_000 }, () =>
    expectServiceMetrics(prometheus),
  );

  it("finds a line appended to a watched file within 15 s", { timeout: 30_000 }, async () => {
    const line = `payment 4711 failed: card expired ${Date.now()}`;
    appendFileSync(watched, `${line}\n`);
    const lines = await until(
      15,
      () => lokiLines(loki, `{service_name="shop"} |= "4711"`),
      (found) => found.length > 0,
    );
    expect(lines).toEqual([line]);
  });

  it("keeps what the servers themselves print", { timeout: 60_000 }, async () => {
    await until(
      45,
      () => lokiLines(loki, '{service_name="demo"}'),
      (found) => found.length > 0,
    );
  });

  it("shows no secret of this checkout to the servers", () => {
    for (const name of ["PULUMI_CONFIG_PASSPHRASE", "PULUMI_CONFIG_PASSPHRASE_FILE", "PULUMI_BACKEND_URL"]) {
      for (const line of processesOf(checkout.root)) {
        const pid = line.trim().split(" ")[0] ?? "";
        expect(readFileSync(`/proc/${pid}/environ`, "utf8")).not.toContain(name);
      }
    }
  });

  it("listens on this machine only", () => {
    const addresses = listeningAddresses(leftovers(paths()));
    expect(addresses.length).toBeGreaterThan(8);
    expect([...new Set(addresses)]).toEqual(["0100007F"]);
  });
});

describe("faults", () => {
  it("brings a killed server back", { timeout: 60_000 }, async () => {
    const before = await stateOf(paths(), "node-exporter");
    process.kill(before?.pid ?? 0, "SIGKILL");
    await until(
      10,
      () => stateOf(paths(), "node-exporter"),
      (state) => state?.is_running === true && state.pid !== before?.pid,
    );
    await until(
      10,
      () => fetchText(node),
      ({ status }) => status === 200,
    );
  });

  it(
    "tells of servers that stay away, each within 60 s, and of their return",
    { timeout: 330_000 },
    async () => {
      await until(
        30,
        () => promValue(prometheus, 'up{job="node"}'),
        (value) => value === 1,
      );
      const told = (status: string, job: string) =>
        receiver.received.find(
          ({ status: is, labels }) =>
            is === status && labels["alertname"] === "TargetDown" && labels["job"] === job,
        );
      const stopAndHear = async (workload: string, job: string) => {
        const stoppedAt = Date.now();
        await stopProcess(paths(), workload);
        const alert = await until(
          90,
          async () => told("firing", job),
          (found) => found !== undefined,
        );
        expect((alert?.at ?? Infinity) - stoppedAt).toBeLessThan(60_000);
        return alert;
      };
      const firing = await stopAndHear("node-exporter", "node");
      expect(firing?.labels).toMatchObject({ severity: "critical", instance: "localhost", cluster: "local" });
      expect(firing?.annotations["summary"]).toBe("node of localhost does not answer");

      // It joins a group that has been told already, which must not cost it the minute.
      await stopAndHear("process-exporter", "process");

      expectSuccess(await checkout.observatory("up"));
      expect((await stateOf(paths(), "node-exporter"))?.is_running).toBe(true);
      await until(
        150,
        async () => told("resolved", "node"),
        (alert) => alert !== undefined,
      );
    },
  );
  it(
    "puts a killed supervisor right: up ends what it left behind and starts anew",
    { timeout: 180_000 },
    async () => {
      const before = await pidsByName();
      for (const pid of supervisorPids(paths())) process.kill(pid, "SIGKILL");
      expect((await fetchText(node)).status).toBe(200);
      expectSuccess(await checkout.observatory("up"));
      const after = await pidsByName();
      for (const name of Object.keys(before)) expect(after[name]).not.toBe(before[name]);
      expect(
        processesOf(checkout.root).some((line) => line.trim().startsWith(`${before["prometheus"]} `)),
      ).toBe(false);
    },
  );
});

describe("alerts", () => {
  it("can be replayed on what was recorded", { timeout: 60_000 }, async () => {
    const rules = ["--rules", "TargetDown,HostMemoryLow", "--json"];
    const { output } = await checkout.observatory("replay", "--from", "30m", ...rules);
    const noise = JSON.parse(output) as readonly { alert: string; fired: number; series: number }[];
    // Two servers were stopped above; whoever started them again also ended others for a moment.
    expect(noise.find(({ alert }) => alert === "TargetDown")?.series).toBeGreaterThanOrEqual(2);
    expect(noise.map(({ alert }) => alert).sort()).toEqual(["HostMemoryLow", "TargetDown"]);
  });

  it("are listed, and cover what matters", { timeout: 60_000 }, async () => {
    expect((await checkout.observatory("rules")).output).toMatch(/HostCpuSaturated +on +warning/);
    expectSuccess(await checkout.observatory("coverage", "--check"));
  });
});

describe("up again", () => {
  it("changes nothing", { timeout: 120_000 }, async () => {
    const { code, output } = await checkout.observatory("up", "--expect-no-changes");
    expect(output).not.toMatch(/created|updated|deleted|replaced/);
    expect(code).toBe(0);
  });

  it("changes nothing by plain pulumi up either", { timeout: 120_000 }, async () => {
    const plain = ["up", "--yes", "--refresh", "--expect-no-changes", "--stack", "local"];
    expectSuccess(await checkout.observatory("pulumi", ...plain));
    const file = join(checkout.root, "stacks", "Pulumi.local.yaml");
    expect(readFileSync(file, "utf8")).not.toContain("encryptionsalt");
  });

  it(
    "takes up a scrape interval in Prometheus alone, without a restart and without a gap",
    { timeout: 180_000 },
    async () => {
      const pids = await pidsByName();
      // Asked of the server itself: after a restart, what it has stored still tells the start before.
      const startTime = async () =>
        metricValue((await fetchText(`${prometheus}/metrics`)).body, "process_start_time_seconds");
      const started = await startTime();
      expect(started).toBeGreaterThan(0);
      const before = Date.now() / 1000;
      settings({ scrapeInterval: "5s" });
      const done = await checkout.observatory("up");
      expectSuccess(done);
      const { output } = done;
      expect(output).toMatch(/1 updated/);
      expect(output).toMatch(/update +prometheus/);
      expect(await pidsByName()).toEqual(pids);
      await new Promise((resolve) => setTimeout(resolve, 20_000));
      expect(await startTime()).toBe(started);
      // From the last scrape before the change on: what was before, a restart among it, is another matter.
      const all = await promTimestamps(prometheus, 'up{job="loki"}[2m]');
      const times = all.filter((time) => time > before - 16);
      const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
      // A reload just before a scrape is due starts the new interval of 5 s at a place of its own: 15 s and 5 s at most.
      expect(Math.max(...gaps)).toBeLessThan(21);
      expect(gaps.at(-1)).toBeLessThan(7);
    },
  );

  it("puts a rule file right that was broken by hand", { timeout: 120_000 }, async () => {
    const file = join(paths().config("prometheus"), "rules", "host.yml");
    const before = readFileSync(file, "utf8");
    writeFileSync(file, "groups: [");
    expectSuccess(await checkout.observatory("up"));
    expect(readFileSync(file, "utf8")).toBe(before);
    const { body } = await fetchText(`${prometheus}/metrics`);
    expect(metricValue(body, "prometheus_config_last_reload_successful")).toBe(1);
  });

  it(
    "refuses a configuration that the server refuses, shows why, and leaves the old one at work",
    { timeout: 180_000 },
    async () => {
      // The settings let nothing through that is known to be refused: so the program itself makes the mistake.
      const file = join(checkout.root, "components", "prometheus-config.ts");
      const source = readFileSync(file, "utf8");
      const mistaken = source.replace("    global: {", "    global: {\n      no_such_field: true,");
      expect(mistaken).not.toBe(source);
      writeFileSync(file, mistaken);
      const before = await pidsByName();
      const { code, output } = await checkout.observatory("up");
      writeFileSync(file, source);
      expect(code).toBe(1);
      expect(output).toContain(
        "prometheus did not take up its new configuration and goes on with the old one",
      );
      expect(output).toContain("field no_such_field not found");
      expect(output).toContain("./observatory logs prometheus");
      expect(output).not.toMatch(/^\s+at /m);
      expect(await pidsByName()).toEqual(before);
      const metrics = (await fetchText(`${prometheus}/metrics`)).body;
      expect(metricValue(metrics, "prometheus_config_last_reload_successful")).toBe(1);
      expectSuccess(await checkout.observatory("up", "--expect-no-changes"));
      expect((await fetchText(`${prometheus}/-/ready`)).status).toBe(200);
    },
  );
});

describe("two checkouts", () => {
  it("do not disturb each other", { timeout: 300_000 }, async () => {
    const second = cloneCheckout();
    try {
      second.settings({ portOffset: offset, demo: false });
      const refused = await second.observatory("up");
      expect(refused.code).toBe(1);
      expect(refused.output).toContain(`Port ${9090 + offset} of prometheus is taken by prometheus`);
      expect(processesOf(second.root)).toEqual([]);

      const pids = await pidsByName();
      second.settings({ portOffset: offset + 500, demo: false });
      expectSuccess(await second.observatory("up"));
      expectSuccess(await second.observatory("down", "--delete-data", "--yes"));
      expect(processesOf(second.root)).toEqual([]);
      expect(await pidsByName()).toEqual(pids);
    } finally {
      await second.remove();
    }
  });
});

describe("down", () => {
  it("keeps metrics, log lines and silences for the next up", { timeout: 300_000 }, async () => {
    const silence = {
      matchers: [{ name: "alertname", value: "Nothing", isRegex: false, isEqual: true }],
      startsAt: new Date().toISOString(),
      endsAt: new Date(Date.now() + 3_600_000).toISOString(),
      createdBy: "test",
      comment: "kept",
    };
    const { silenceID } = await json<{ silenceID: string }>(`${alertmanager}/api/v2/silences`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(silence),
    });
    const oldest = Math.min(...(await promTimestamps(prometheus, 'up{job="loki"}[1h]')));

    const down = await checkout.observatory("down");
    expect(down.code).toBe(0);
    expect(processesOf(checkout.root)).toEqual([]);
    expect((await checkout.observatory("status")).code).toBe(1);

    expectSuccess(await checkout.observatory("up"));
    expect(Math.min(...(await promTimestamps(prometheus, 'up{job="loki"}[1h]')))).toBe(oldest);
    await until(
      15,
      () => lokiLines(loki, `{service_name="shop"} |= "4711"`),
      (lines) => lines.length === 1,
    );
    const silences = await json<{ id: string }[]>(`${alertmanager}/api/v2/silences`);
    expect(silences.map(({ id }) => id)).toContain(silenceID);
  });

  it("asks before it deletes data", { timeout: 60_000 }, async () => {
    const { code, output } = await checkout.observatory("down", "--delete-data");
    expect(code).toBe(1);
    expect(output).toContain("./observatory down local --delete-data --yes");
    expect((await fetchText(`${prometheus}/-/ready`)).status).toBe(200);
  });

  it("leaves nothing behind when told to delete the data", { timeout: 180_000 }, async () => {
    expectSuccess(await checkout.observatory("down", "--delete-data", "--yes"));
    expect(existsSync(paths().base)).toBe(false);
    expect(processesOf(checkout.root)).toEqual([]);
  });
});

async function pidsByName(): Promise<Readonly<Record<string, number>>> {
  const names = ["alertmanager", "collector", "demo", "loki", "node-exporter", "prometheus"];
  const pids = await Promise.all(
    names.map(async (name) => [name, (await stateOf(paths(), name))?.pid ?? 0] as const),
  );
  return Object.fromEntries(pids);
}
