/** Secrets on their way to the servers that need them, and to nobody else; with a real PostgreSQL server. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readTree } from "../../platforms/local/files";
import { stackPaths } from "../../platforms/local/paths";
import { stateOf } from "../../platforms/local/supervisor";
import { promQuery, promValue, until } from "./ask";
import { cloneCheckout, expectSuccess, processesOf, type Checkout } from "./checkout";
import { startDatabase, type Database } from "./database";
import { standInForGrafana } from "./grafana";
import { startReceiver, type Receiver } from "./receiver";

const offset = 17_000;
const prometheus = `http://127.0.0.1:${9090 + offset}`;
const password = "correct-horse-battery-staple";
const token = "hook-4f9c2d7e";

let checkout: Checkout;
let database: Database;
let receiver: Receiver;
let grafanaHome: string;
const paths = () => stackPaths(checkout.root, "local");
const observatory = (...args: string[]) =>
  checkout.observatoryWith({ ...process.env, GRAFANA_HOME: grafanaHome }, ...args);
const store = (key: string, value: string) =>
  observatory("pulumi", "config", "set", "--secret", `observatory:${key}`, value, "--stack", "local");

beforeAll(async () => {
  checkout = cloneCheckout();
  database = await startDatabase(password);
  receiver = await startReceiver();
  grafanaHome = standInForGrafana(join(checkout.root, "grafana"));
  checkout.settings({
    portOffset: offset,
    demo: false,
    postgres: [{ name: "orders" }],
    receivers: { oncall: { kind: "webhook" } },
    routes: { critical: ["oncall"], watchdog: ["oncall"] },
  });
}, 60_000);

afterAll(async () => {
  await checkout.remove();
  await receiver.close();
  await database.stop();
}, 60_000);

describe("secrets", () => {
  it("that are missing are all named, with the command to type", { timeout: 60_000 }, async () => {
    const { code, output } = await observatory("up");
    expect(code).toBe(1);
    expect(output).toContain("2 mistakes");
    expect(output).toContain("./observatory pulumi config set --secret observatory:ordersDsn -s local");
    expect(output).toContain("./observatory pulumi config set --secret observatory:oncallUrl -s local");
  });

  it("can be stored before the first up", { timeout: 120_000 }, async () => {
    expectSuccess(await store("ordersDsn", database.dsn));
    expectSuccess(await store("oncallUrl", `${receiver.url}?token=${token}`));
    expectSuccess(await observatory("up"));
  });

  it("reach the exporter: it logs in to the database", { timeout: 60_000 }, async () => {
    const up = await until(
      45,
      () => promQuery(prometheus, 'pg_up{job="postgres"}'),
      ([sample]) => sample?.value === 1,
    );
    expect(up[0]?.labels["instance"]).toBe("orders");
    expect(await promValue(prometheus, 'pg_database_size_bytes{datname="postgres"}')).toBeGreaterThan(1e6);
  });

  it("reach Alertmanager: the watchdog arrives", { timeout: 90_000 }, async () => {
    await until(
      75,
      () => Promise.resolve(receiver.received.map(({ labels }) => labels["alertname"])),
      (names) => names.includes("Watchdog"),
    );
  });

  it("stand in no argument, environment, log, configuration or state in clear", () => {
    for (const secret of [password, token]) {
      const running = processesOf(checkout.root);
      expect(running.length).toBeGreaterThan(5);
      expect(running.join("\n")).not.toContain(secret);
      for (const line of running) {
        expect(environment(line.trim().split(" ")[0] ?? "")).not.toContain(secret);
      }
      const places = ["logs", "config", "processes"].map((name) => join(paths().base, name));
      for (const place of [...places, join(checkout.root, ".observatory", "state")]) {
        expect(JSON.stringify(readTree(place))).not.toContain(secret);
      }
      for (const file of [
        paths().project,
        paths().supervisorLog,
        join(checkout.root, "stacks", "Pulumi.local.yaml"),
      ]) {
        expect(readFileSync(file, "utf8")).not.toContain(secret);
      }
    }
  });

  it("lie in files that their owner alone may read", () => {
    const folder = paths().secrets("postgres-exporter-orders");
    expect(readdirSync(folder).sort()).toEqual(["password", "uri", "user"]);
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(folder, "password"), "utf8")).toBe(password);
  });

  it("that change touch their server alone", { timeout: 120_000 }, async () => {
    const before = (await stateOf(paths(), "prometheus"))?.pid;
    expectSuccess(await store("oncallUrl", `${receiver.url}?token=${token}-2`));
    const done = await observatory("up");
    expectSuccess(done);
    const { output } = done;
    expect(output).toMatch(/update +alertmanager/);
    expect(output).toMatch(/1 updated/);
    expect(output).not.toContain(token);
    expect((await stateOf(paths(), "prometheus"))?.pid).toBe(before);
  });
});

describe("a Grafana that is found", () => {
  it("runs, and its generated password is told to who asks", { timeout: 60_000 }, async () => {
    const { stdout } = await observatory("password");
    const file = join(paths().secrets("grafana"), "admin-password");
    expect(stdout.trim()).toBe(readFileSync(file, "utf8"));
    expect(stdout.trim()).toMatch(/^[\w-]{32}$/);
    expect(readFileSync(join(paths().config("grafana"), "grafana.ini"), "utf8")).toContain(
      `$__file{${file}}`,
    );
    expect((await observatory("status")).output).toMatch(/grafana +http:\/\/127\.0\.0\.1:20000 +healthy/);
  });
});

function environment(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, "utf8");
  } catch {
    // It ended meanwhile.
    return "";
  }
}
