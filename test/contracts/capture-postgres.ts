/**
 * Writes the contract of postgres_exporter anew, from the pinned exporter with the arguments that a stack gives it, on
 * a primary and a standby of each supported version of PostgreSQL.
 *
 *     npx tsx test/contracts/capture-postgres.ts FOLDER-OF-PROGRAMS
 *
 * `postgres-exporter.prom` is what all versions together have; `postgres-exporter-versions.tsv` says which metrics are
 * not there in every version. Needs npm where the servers are not in the cache yet.
 */
import { type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { localSite } from "../../platforms/local/site";
import { catalogue } from "../../stacks/catalogue";
import { describeFor } from "../../stacks/main";
import { parseSettings } from "../../stacks/parse-settings";
import { launch, whenHealthy, writeFiles } from "./capture-stack";
import { parseExposition, type Sample } from "./exposition";
import { normalise } from "./normalise";
import { majors, serverPrograms } from "./postgres-packages";
import { startSituation } from "./postgres-situation";

const contract = "postgres-exporter.prom";
const versionTable = "postgres-exporter-versions.tsv";
const port = 39440;

async function main([programs]: readonly string[]): Promise<void> {
  if (programs === undefined) throw new Error("No folder of programs is given. Give it as the one argument.");
  const texts = new Map<number, string>();
  for (const major of majors) {
    texts.set(major, await capture(programs, major));
    console.log(`PostgreSQL ${major} captured`);
  }
  writeFileSync(
    join(__dirname, contract),
    normalise([...texts.values()].join("\n"), {
      closed: ["backend_type", "slot_type", "status", "wait_event_type", "wal_status"],
      without: isOfTheMoment,
    }),
  );
  writeFileSync(join(__dirname, versionTable), table(texts));
}

/** What the exporters of a primary and its standby answer together. */
async function capture(programs: string, major: number): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), "contracts-exporter-"));
  const exporters: ChildProcess[] = [];
  const situation = startSituation(serverPrograms(major), port);
  try {
    const settings = parseSettings({
      stack: "contracts",
      values: {
        target: "local",
        host: "host",
        portOffset: 18000,
        demo: false,
        postgres: [{ name: "primary" }, { name: "standby" }],
        receivers: { people: { kind: "webhook", url: "http://127.0.0.1:9" } },
        routes: { critical: ["people"], watchdog: ["people"] },
      },
      secretKeys: ["primaryDsn", "standbyDsn"],
      catalogue,
    });
    const site = localSite(settings, root, ["grafana"]);
    const { workloads } = describeFor(settings, { root, missing: ["grafana"] }).stack;
    const wanted = workloads.filter(({ server }) => server === "postgres-exporter");
    const { primary, standby } = situation.dsns;
    for (const workload of wanted) {
      writeFiles(workload, root, settings.stack, { primaryDsn: primary, standbyDsn: standby });
      exporters.push(launch(workload, programs, root, settings.stack, {}));
    }
    const urls = wanted.map((each) => `${site.url(each.name, "http")}/metrics`);
    await Promise.all(
      wanted.map((each) => whenHealthy(site.url(each.name, "http") + each.health.path, each)),
    );
    return await whole(urls);
  } finally {
    for (const exporter of exporters) exporter.kill("SIGKILL");
    situation.stop();
    rmSync(root, { recursive: true, force: true });
  }
}

/** The expositions as soon as they show everything. Throws an Error with what is missing after 30 seconds. */
async function whole(urls: readonly string[]): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    const text = (await Promise.all(urls.map(exposition))).join("\n");
    const missing = signs.filter((sign) => !sign.test(text));
    if (missing.length === 0) return text;
    if (attempt === 30) throw new Error(`No exporter shows ${missing.map(String).join(", ")}`);
    await wait(1000);
  }
}

/** What the expositions have to show before they are taken: the situation has come about. */
const signs: readonly RegExp[] = [
  /^pg_stat_activity_count\{.*wait_event_type="Lock".*\} [1-9]/m,
  /^pg_stat_activity_count\{.*state="idle in transaction \(aborted\)".*\} [1-9]/m,
  /^pg_stat_database_deadlocks\{.*datname="shop".*\} [1-9]/m,
  /^pg_stat_database_temp_files\{.*datname="shop".*\} [1-9]/m,
  /^pg_stat_progress_vacuum_phase\{.*relname="baskets"\} 1/m,
  /^pg_stat_activity_count\{.*backend_type="autovacuum worker".*wait_event_type="Timeout"\} [1-9]/m,
  /^pg_stat_replication_pg_wal_lsn_diff\{.*state="streaming"\} /m,
  /^pg_replication_slot_wal_status\{.*slot_name="forgotten".*wal_status="lost"\} /m,
  /^pg_stat_wal_receiver_last_msg_receipt_time\{.*status="streaming".*\} /m,
  /^pg_stat_archiver_failed_count\{.*\} [1-9]/m,
];

/** Sessions wait for one thing now and for another a moment later; only what was brought about is kept. */
function isOfTheMoment({ name, labels }: Sample): boolean {
  if (!name.startsWith("pg_stat_activity_")) return false;
  const { wait_event_type: waiting = "", backend_type: backend = "" } = labels;
  const kept = { "": [""], "client backend": ["", "Client", "Lock"], "autovacuum worker": ["Timeout"] }[
    backend
  ];
  return kept?.includes(waiting) !== true;
}

/** A line for each metric that only some versions have, with their numbers. */
function table(texts: ReadonlyMap<number, string>): string {
  const found = new Map<string, number[]>();
  for (const [major, text] of texts) {
    const names = parseExposition(text).flatMap(({ samples }) => samples.map(({ name }) => name));
    for (const name of new Set(names)) found.set(name, [...(found.get(name) ?? []), major]);
  }
  const lines = [...found]
    .filter(([, versions]) => versions.length < majors.length)
    .map(([name, versions]) => `${name}\t${versions.join(",")}\n`);
  return `metric\tversions\n${lines.sort().join("")}`;
}

async function exposition(url: string): Promise<string> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}`);
  return answer.text();
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
