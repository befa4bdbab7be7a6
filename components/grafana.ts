import { type Dashboard } from "../dashboards/model/dashboard";
import {
  type Component,
  type ConfigFile,
  type Place,
  type SecretFile,
  type Site,
} from "../platforms/workload";
import { type Settings } from "../stacks/settings";
import { toYaml } from "../stacks/yaml";
import { lokiQueryUrl, lokiQueryWorkload } from "./loki-address";
import { portTable } from "./ports";
import { authorityFile, callerSecrets, passwordFile, serversUser } from "./secured";
import { hasThanos } from "./thanos";

/** Name of the generated secret that holds the password of Grafana's user admin. */
export const grafanaAdminPassword = "grafanaAdminPassword";

/** Grafana: shows what the stack collects. Everything in it comes from files; nothing is edited in the browser. */
export function grafana(settings: Settings, site: Site, dashboards: readonly Dashboard[]): Component {
  const at = site.place("grafana");
  const { database, replicas, memory, cpu } = settings.grafana;
  // With a database elsewhere nothing has to survive a restart.
  const data = database === undefined ? at.data : "/tmp/grafana";
  const metrics = hasThanos(site) ? "thanos-query" : "prometheus";
  return {
    workload: {
      name: "grafana",
      server: "grafana",
      args: [],
      env: {
        GF_PATHS_CONFIG: at.file("grafana.ini"),
        GF_PATHS_DATA: data,
        GF_PATHS_PLUGINS: `${data}/plugins`,
        GF_PATHS_PROVISIONING: at.file("provisioning"),
      },
      files: [
        { name: "grafana.ini", content: grafanaIni(settings, site, at, dashboards), onChange: "restart" },
        {
          name: "provisioning/dashboards/observatory.yml",
          content: toYaml(dashboardProvider(at)),
          onChange: "restart",
        },
        {
          name: "provisioning/datasources/observatory.yml",
          content: toYaml(dataSources(settings, site)),
          onChange: "restart",
        },
        ...dashboards.map((dashboard): ConfigFile => ({
          name: `dashboards/${dashboard.uid}.json`,
          content: dashboard.json,
          onChange: "watched",
        })),
      ],
      secrets: [
        { name: "admin-password", from: { generated: grafanaAdminPassword } },
        ...(database === undefined ? [] : databaseSecrets),
        ...callerSecrets(site, "grafana"),
      ],
      ...(database === undefined ? { data: { size: "2Gi" } as const } : {}),
      ports: portTable(settings)["grafana"] ?? {},
      // The first start creates its database.
      health: { port: "http", path: "/api/health", withinSeconds: 180 },
      memory,
      cpu,
      // A file of its own can have one writer only.
      replicas: database === undefined ? 1 : replicas,
      calls: [
        { workload: "alertmanager", port: "http" },
        { workload: lokiQueryWorkload(settings), port: "http" },
        { workload: metrics, port: "http" },
        ...(database === undefined
          ? []
          : [{ outside: "database of Grafana", ports: [databasePort(database.address)] }]),
      ],
      entry: "http",
      after: [lokiQueryWorkload(settings), metrics],
    },
    scrape: [{ job: "grafana", port: "http" }],
  };
}

/** User and password of the database, and the key with which Grafana encrypts what it keeps there. */
const databaseSecrets: readonly SecretFile[] = [
  { name: "database-password", from: { config: "grafanaDatabasePassword" } },
  { name: "database-user", from: { config: "grafanaDatabaseUser" } },
  { name: "secret-key", from: { generated: "grafanaSecretKey" } },
];

const databasePort = (address: string): number => Number(address.slice(address.lastIndexOf(":") + 1));

/** Sessions lie in the database as well, so that any of several servers can answer. */
function databaseSections({ grafana: { database } }: Settings, at: Place) {
  if (database === undefined) return {};
  return {
    database: {
      type: "postgres",
      host: database.address,
      name: database.name,
      user: `$__file{${at.secret("database-user")}}`,
      password: `$__file{${at.secret("database-password")}}`,
      ssl_mode: database.sslMode,
    },
  };
}

function grafanaIni(settings: Settings, site: Site, at: Place, dashboards: readonly Dashboard[]): string {
  const listen = at.listen("http");
  const colon = listen.lastIndexOf(":");
  const sections: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    analytics: {
      check_for_plugin_updates: "false",
      check_for_updates: "false",
      feedback_links_enabled: "false",
      reporting_enabled: "false",
    },
    "auth.anonymous": { enabled: "false" },
    dashboards: {
      ...(dashboards.some(({ uid }) => uid === "overview")
        ? { default_home_dashboard_path: `${at.file("dashboards")}/overview.json` }
        : {}),
      min_refresh_interval: settings.scrapeInterval,
    },
    ...databaseSections(settings, at),
    log: { level: "warn", mode: "console" },
    news: { news_feed_enabled: "false" },
    // The image brings its data sources; nothing is fetched at start, so that it works without the internet.
    plugins: { plugin_admin_enabled: "false", preinstall_auto_update: "false", preinstall_disabled: "true" },
    security: {
      admin_password: `$__file{${at.secret("admin-password")}}`,
      admin_user: "admin",
      cookie_samesite: "strict",
      disable_gravatar: "true",
      disable_initial_admin_creation: "false",
      ...(settings.grafana.database === undefined
        ? {}
        : { secret_key: `$__file{${at.secret("secret-key")}}` }),
    },
    server: {
      http_addr: listen.slice(0, colon),
      http_port: listen.slice(colon + 1),
      root_url: `${site.publicUrl("grafana", "http")}/`,
    },
    snapshots: { external_enabled: "false" },
    users: { allow_org_create: "false", allow_sign_up: "false", default_theme: "system" },
  };
  return Object.entries(sections)
    .map(
      ([section, values]) =>
        `[${section}]\n${Object.entries(values)
          .map(([key, value]) => `${key} = ${value}\n`)
          .join("")}`,
    )
    .join("\n");
}

function dashboardProvider(at: Place) {
  return {
    apiVersion: 1,
    providers: [
      {
        name: "observatory",
        type: "file",
        folder: "observatory",
        folderUid: "observatory",
        allowUiUpdates: false,
        disableDeletion: false,
        updateIntervalSeconds: 10,
        options: { path: at.file("dashboards") },
      },
    ],
  };
}

/** How Grafana knows the servers that it asks, and how they know it; nothing on one host. */
function credentials(site: Site) {
  const authority = authorityFile(site, "grafana");
  if (authority === undefined) return { trust: { jsonData: {}, secure: {} }, password: {} };
  const tlsCACert = `$__file{${authority}}`;
  const basicAuthPassword = `$__file{${passwordFile(site, "grafana")}}`;
  return {
    trust: { jsonData: { tlsAuthWithCACert: true }, secure: { secureJsonData: { tlsCACert } } },
    password: {
      basicAuth: true,
      basicAuthUser: serversUser,
      secureJsonData: { basicAuthPassword, tlsCACert },
    },
  };
}

function dataSources(settings: Settings, site: Site) {
  const { trust, password } = credentials(site);
  return {
    apiVersion: 1,
    prune: true,
    datasources: [
      {
        name: "Prometheus",
        uid: "prometheus",
        type: "prometheus",
        access: "proxy",
        url: site.url(hasThanos(site) ? "thanos-query" : "prometheus", "http"),
        isDefault: true,
        editable: false,
        jsonData: {
          httpMethod: "POST",
          prometheusType: hasThanos(site) ? "Thanos" : "Prometheus",
          timeInterval: settings.scrapeInterval,
          ...trust.jsonData,
        },
        ...password,
      },
      {
        name: "Loki",
        uid: "loki",
        type: "loki",
        access: "proxy",
        url: lokiQueryUrl(settings, site),
        editable: false,
        jsonData: { maxLines: 1000, ...trust.jsonData },
        ...trust.secure,
      },
      {
        name: "Alertmanager",
        uid: "alertmanager",
        type: "alertmanager",
        access: "proxy",
        url: site.url("alertmanager", "http"),
        editable: false,
        jsonData: { handleGrafanaManagedAlerts: false, implementation: "prometheus", ...trust.jsonData },
        ...password,
      },
    ],
  };
}
