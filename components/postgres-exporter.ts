import { type Component, type Site } from "../platforms/workload";
import { secretKey, type Settings } from "../stacks/settings";
import { portTable, postgresExporterName } from "./ports";
import { scrapeClient, serving, webConfigArgs } from "./secured";

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
        "--collector.long_running_transactions",
        "--collector.process_idle",
        "--collector.stat_activity_autovacuum",
        "--collector.stat_statements",
        "--collector.database_wraparound",
        "--collector.postmaster",
        "--collector.xlog_location",
        "--log.level=warn",
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
    rules: [],
    dashboards: [],
  };
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
