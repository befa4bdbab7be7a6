import { type Component, type Site } from "../platforms/workload";
import { milliseconds } from "../stacks/duration";
import { secretKey, type Settings } from "../stacks/settings";
import { portTable, postgresExporterName } from "./ports";
import { scrapeTimeout } from "./scrape-config";
import { scrapeClient, serving, webConfigArgs } from "./secured";

/**
 * Collectors that the exporter has switched off by itself. Not among them, each tried with 0.19.1 on a real server:
 * stat_activity_autovacuum, which makes the whole scrape fail with 500 when two tables of one name in different schemas
 * are vacuumed at once; process_idle, which reads one row of many and fails where there is none; xlog_location, which is
 * for servers before 10; buffercache_summary, which needs an extension; statio_user_indexes, two series for every index.
 */
const collectors = [
  "database_wraparound",
  "long_running_transactions",
  "postmaster",
  "stat_checkpointer",
  "stat_statements",
  "stat_wal_receiver",
];

/** One postgres_exporter for each database of the settings. */
export function postgresExporters(settings: Settings, site: Site): Component[] {
  return settings.postgres.map(({ name }) => postgresExporter(settings, site, name));
}

function postgresExporter(settings: Settings, site: Site, database: string): Component {
  const name = postgresExporterName(database);
  const at = site.place(name);
  const served = serving(site, name, { password: true });
  const from = { config: secretKey(database, "Dsn") };
  return {
    workload: {
      name,
      server: "postgres-exporter",
      args: [
        `--web.listen-address=${at.listen("http")}`,
        ...webConfigArgs(served),
        ...collectors.map((each) => `--collector.${each}`),
        // At most so many statements, those that took the most time; each of them is five series. Their texts stay out.
        "--collector.stat_statements.limit=100",
        // A collector that waits for a lock fails alone; after 10 s Prometheus would give up the whole scrape.
        `--collection-timeout=${collectionTimeout(settings.scrapeInterval)}`,
        // The exporter warns at every scrape of a server before 17 that stat_checkpointer is not for it.
        "--log.level=error",
      ],
      // The DSN reaches the exporter in files, so that neither its environment nor its command line shows it.
      env: {
        DATA_SOURCE_PASS_FILE: at.secret("password"),
        DATA_SOURCE_URI_FILE: at.secret("uri"),
        DATA_SOURCE_USER_FILE: at.secret("user"),
      },
      secrets: [
        {
          name: "password",
          from,
          part: (dsn) => decodeURIComponent(parts(dsn).password),
          words: "the password of the DSN",
        },
        {
          name: "uri",
          from,
          part: dsnAddress,
          words: "the DSN without scheme, user and password: HOST:5432/DATABASE?sslmode=require",
        },
        {
          name: "user",
          from,
          part: (dsn) => decodeURIComponent(parts(dsn).username),
          words: "the user of the DSN",
        },
        ...served.secrets,
      ],
      ports: portTable(settings)[name] ?? {},
      health: { port: "http", path: "/", ...served.health },
      memory: "128Mi",
      cpu: "50m",
      // Host and port are in the DSN, which is a secret.
      calls: [{ outside: "the database", ports: "any" }],
    },
    scrape: [{ job: "postgres", port: "http", instance: database, client: scrapeClient(site, name) }],
  };
}

/** Three quarters of the time that a scrape may take. */
function collectionTimeout(interval: Settings["scrapeInterval"]): string {
  return `${Math.floor(milliseconds(scrapeTimeout(interval)) * 0.75)}ms`;
}

function parts(dsn: string): URL {
  if (!/^postgres(ql)?:\/\//.test(dsn) || !URL.canParse(dsn)) {
    throw new Error(
      "a DSN is not a URL; store it as postgresql://USER:PASSWORD@HOST:5432/DATABASE?sslmode=require",
    );
  }
  return new URL(dsn);
}

/** Host, port, database and options of a DSN: what remains without user and password. */
export function dsnAddress(dsn: string): string {
  const { host, pathname, search } = parts(dsn);
  return `${host}${pathname}${search}`;
}
