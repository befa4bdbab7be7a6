/** Every panel of every dashboard on a whole stack with real data: what is shown to nobody's eyes is not there. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { stackPaths } from "../../platforms/local/paths";
import { findGrafana } from "../../tools/grafana";
import { startSituation } from "../contracts/postgres-situation";
import { promQuery } from "./ask";
import { cloneCheckout, expectSuccess } from "./checkout";
import { readBoards, type Board } from "./dashboards/board";
import { startLoad } from "./dashboards/load";
import { look } from "./dashboards/look";
import { mayBeEmpty } from "./dashboards/may-be-empty";
import { startNeighbours, type Neighbours } from "./dashboards/neighbours";
import { choose, count, last, readServers, type Servers } from "./dashboards/servers";
import { complaints, entryOf } from "./dashboards/verdict";
import { copyPrograms } from "./database";
import { standInForGrafana } from "./grafana";
import { startReceiver } from "./receiver";

const offset = 16_000;
/** Seconds after which a panel that is empty counts as empty. Rules are evaluated every two minutes at the latest. */
const patience = 180;

/** What has to be ended, in the order in which it was started. */
const ends: (() => unknown)[] = [];
let servers: Servers;
let boards: readonly Board[];

beforeAll(async () => {
  const checkout = cloneCheckout();
  ends.push(() => checkout.remove());
  const logs = { service: join(checkout.root, "shop.log"), host: join(checkout.root, "auth.log") };
  for (const file of Object.values(logs)) writeFileSync(file, "");
  const receiver = await startReceiver();
  ends.push(() => receiver.close());
  const authority = join(checkout.root, "authority.pem");
  const neighbours = await startNeighbours(authority);
  ends.push(() => neighbours.close());
  const programs = mkdtempSync(join(tmpdir(), "observatory-postgres-"));
  ends.push(() => rmSync(programs, { recursive: true, force: true }));
  const databases = startSituation(join(copyPrograms(programs), "bin"), 5432 + offset);
  ends.push(() => databases.stop());
  // Grafana is not asked: its files are what counts, and without it none would be written.
  const grafana = findGrafana()?.home ?? standInForGrafana(join(checkout.root, "grafana"));
  const environment = { ...process.env, GRAFANA_HOME: grafana, SSL_CERT_FILE: authority };
  const observatory = async (...args: string[]): Promise<void> =>
    expectSuccess(await checkout.observatoryWith(environment, ...args));
  const alertmanager = `http://127.0.0.1:${9093 + offset}`;
  const demo = `http://127.0.0.1:${8088 + offset}`;
  checkout.settings(settings(demo, Object.values(logs), receiver.url, neighbours));
  for (const [name, dsn] of Object.entries(databases.dsns))
    await observatory("pulumi", "config", "set", "--secret", `observatory:${name}Dsn`, dsn, "-s", "local");
  await observatory("up");
  const provisioned = stackPaths(checkout.root, "local").config("grafana");
  servers = readServers(join(provisioned, "provisioning", "datasources", "observatory.yml"));
  boards = readBoards(join(provisioned, "dashboards"));
  const owner = new URL(databases.dsns.primary);
  owner.username = "owner";
  ends.push(await startLoad({ demo, database: owner.href, alertmanager, loki: servers.loki, logs }));
}, 300_000);

afterAll(async () => {
  for (const end of ends.reverse()) await end();
}, 120_000);

/** A stack that has everything that a machine without containers can have. */
function settings(
  demo: string,
  files: readonly string[],
  told: string,
  { page, names }: Neighbours,
): Readonly<Record<string, unknown>> {
  return {
    portOffset: offset,
    scrapeInterval: "5s",
    logs: { files },
    // Nobody answers there: an alert that fires.
    hosts: [{ name: "nowhere", address: "127.0.0.1:9" }],
    postgres: [{ name: "primary" }, { name: "standby" }],
    probes: [
      { name: "shop", target: `${demo}/health`, content: "ok" },
      { name: "bank", target: "http://127.0.0.1:9/", dependency: true },
      { name: "port", target: demo.replace("http://", ""), kind: "tcp" },
      { name: "site", target: page },
      { name: "cards", target: `${page}cards`, dependency: true },
      { name: "names", target: names, kind: "dns", query: "shop.example.com" },
      { name: "machine", target: "127.0.0.1", kind: "icmp" },
    ],
    slos: [{ name: "orders", service: "demo", objective: 0.99, sli: { http: { job: "demo" } } }],
    receivers: { oncall: { kind: "webhook", url: told } },
    routes: { critical: ["oncall"], watchdog: ["oncall"] },
  };
}

it("finds the dashboards of everything that runs here", () => {
  const uids = boards.map(({ uid }) => uid);
  expect(uids).toEqual(expect.arrayContaining(["overview", "host", "postgres", "services", "slo", "loki"]));
  expect(uids).not.toContain("gpu");
});

it("fills every panel that can have data here", { timeout: (patience + 60) * 1000 }, async () => {
  const shown = await look(servers, boards, patience, async (notWell) => {
    const present = await thereAfterAll();
    return notWell.every((each) => {
      const entry = entryOf(mayBeEmpty, each);
      return each.errors.length === 0 && entry !== undefined && !present.has(entry.lacks ?? "");
    });
  });
  expect(complaints(shown, mayBeEmpty, await thereAfterAll()).join("\n")).toBe("");
});

it("has something to choose wherever a dashboard lets choose", { timeout: 60_000 }, async () => {
  const without: string[] = [];
  for (const board of boards) {
    const chosen = await choose(servers, board, last(900, servers));
    const lists = board.choices.filter(({ kind }) => kind === "list");
    without.push(
      ...lists.filter(({ name }) => chosen.get(name) === "").map(({ name }) => `${board.uid}: $${name}`),
    );
  }
  expect(without).toEqual([]);
});

it("can mark alerts in every graph", { timeout: 60_000 }, async () => {
  for (const board of boards) {
    const moment = last(900, servers);
    const chosen = await choose(servers, board, moment);
    for (const mark of board.marks) await count(servers, mark, chosen, moment, 24);
  }
});

/** What panels on the list lack on most machines, and this one has, or had a moment ago. */
async function thereAfterAll(): Promise<ReadonlySet<string>> {
  const lacking = [...new Set(mayBeEmpty.flatMap(({ lacks }) => lacks ?? []))];
  const found = await Promise.all(
    lacking.map(async (query) => {
      const atAnyTime = `max_over_time((${query})[15m:${servers.scrape}s])`;
      return (await promQuery(servers.prometheus, atAnyTime)).length > 0 ? [query] : [];
    }),
  );
  return new Set(found.flat());
}
