import { type Dashboard } from "../dashboards/model/dashboard";
import { type Component, type ConfigFile, type Place, type Site } from "../platforms/workload";
import { type Settings } from "../stacks/settings";
import { toYaml } from "../stacks/yaml";
import { portTable } from "./ports";

/** Name of the generated secret that holds the password of Grafana's user admin. */
export const grafanaAdminPassword = "grafanaAdminPassword";

/** Grafana: shows what the stack collects. Everything in it comes from files; nothing is edited in the browser. */
export function grafana(settings: Settings, site: Site, dashboards: readonly Dashboard[]): Component {
  const at = site.place("grafana");
  return {
    workload: {
      name: "grafana",
      server: "grafana",
      args: [],
      env: {
        GF_PATHS_CONFIG: at.file("grafana.ini"),
        GF_PATHS_DATA: at.data,
        GF_PATHS_PLUGINS: `${at.data}/plugins`,
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
      secrets: [{ name: "admin-password", from: { generated: grafanaAdminPassword } }],
      data: { size: "2Gi" },
      ports: portTable(settings)["grafana"] ?? {},
      // The first start creates its database.
      health: { port: "http", path: "/api/health", withinSeconds: 180 },
      memory: settings.grafana.memory,
      after: ["loki", "prometheus"],
    },
    scrape: [{ job: "grafana", port: "http" }],
    rules: [],
    dashboards: [],
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

function dataSources(settings: Settings, site: Site) {
  return {
    apiVersion: 1,
    prune: true,
    datasources: [
      {
        name: "Prometheus",
        uid: "prometheus",
        type: "prometheus",
        access: "proxy",
        url: site.url("prometheus", "http"),
        isDefault: true,
        editable: false,
        jsonData: { httpMethod: "POST", prometheusType: "Prometheus", timeInterval: settings.scrapeInterval },
      },
      {
        name: "Loki",
        uid: "loki",
        type: "loki",
        access: "proxy",
        url: site.url("loki", "http"),
        editable: false,
        jsonData: { maxLines: 1000 },
      },
      {
        name: "Alertmanager",
        uid: "alertmanager",
        type: "alertmanager",
        access: "proxy",
        url: site.url("alertmanager", "http"),
        editable: false,
        jsonData: { handleGrafanaManagedAlerts: false, implementation: "prometheus" },
      },
    ],
  };
}
