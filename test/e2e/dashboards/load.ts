/** What goes on in the stack that is looked at: failing requests and tasks, a busy database, errors in logs. */
import { spawn } from "node:child_process";
import { sqlArguments, sqlProgram } from "../../contracts/sql-process";
import { json } from "../ask";
import { writeLines, type LogFiles } from "./log-lines";

/** What the load is put on. */
export interface Loaded {
  /** Address of the demo service, which calls itself all the time. */
  readonly demo: string;
  /** Address of the database with user and password, as whoever owns its tables. */
  readonly database: string;
  readonly alertmanager: string;
  readonly loki: string;
  /** Files that are collected. */
  readonly logs: LogFiles;
}

/** Milliseconds between two rounds. */
const every = 500;

/** Before the first round: a table that is large enough to be looked at. */
const archive = [
  "CREATE TABLE archive AS SELECT id, repeat('a', 400) AS note FROM generate_series(1, 50000) AS id",
  "ANALYZE archive",
];

/** One round: rows come, change and go, and are looked for with and without an index. */
const statements = [
  "INSERT INTO orders SELECT max(id) + 1, 'new' FROM orders",
  "UPDATE orders SET note = 'changed' WHERE id = 100 + floor(random() * 1000)",
  "DELETE FROM orders WHERE id = (SELECT max(id) FROM orders)",
  "SELECT note FROM orders WHERE id = 42",
  "SELECT count(*) FROM orders WHERE note LIKE '%z%'",
  "BEGIN; SELECT 1; ROLLBACK",
];

/** Starts the load; the answer ends it. */
export async function startLoad(on: Loaded): Promise<() => void> {
  await json(`${on.demo}/faults`, post({ errorRate: 0.2, taskFailureRate: 0.3, slowSeconds: 0.05 }));
  const session = spawn(sqlProgram, sqlArguments, {
    env: { ...process.env, DATABASE_URL: on.database },
    stdio: ["pipe", "ignore", "ignore"],
  });
  session.stdin.write(`${archive.join(";\n")};\n`);
  let round = 0;
  const timer = setInterval(() => {
    round += 1;
    const seldom = round % 10 === 0;
    session.stdin.write(`${[...statements, ...(seldom ? ["CHECKPOINT"] : [])].join(";\n")};\n`);
    writeLines(on.logs, round, new Date());
    if (seldom) void disturb(on).catch(() => undefined);
  }, every);
  return () => {
    clearInterval(timer);
    session.kill();
  };
}

/**
 * What is done to servers by hand at times: a silence that nothing meets, a line that Loki turns away for it is of 1970, and the
 * order to write to its store what it has in memory.
 */
async function disturb({ alertmanager, loki }: Loaded): Promise<void> {
  const now = Date.now();
  const silence = {
    matchers: [{ name: "alertname", value: "Nothing", isRegex: false, isEqual: true }],
    startsAt: new Date(now).toISOString(),
    endsAt: new Date(now + 60_000).toISOString(),
    createdBy: "test",
    comment: "nothing has this name",
  };
  const old = { streams: [{ stream: { service_name: "late" }, values: [["1", "long ago"]] }] };
  await Promise.all([
    fetch(`${alertmanager}/api/v2/silences`, post(silence)),
    fetch(`${loki}/loki/api/v1/push`, post(old)),
    fetch(`${loki}/flush`, { method: "POST" }),
  ]);
}

function post(body: unknown): RequestInit {
  return {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  };
}
