import { type Component, type ConfigFile, type Site } from "../platforms/workload";
import { type Settings } from "../stacks/settings";
import { portTable } from "./ports";

/** How the demo service is started on a target: arguments of node, and files where they have to be brought there. */
export interface DemoProgram {
  readonly args: readonly string[];
  readonly files: readonly ConfigFile[];
}

/** The demo service: the documented example of what an application shows of itself. */
export function demo(settings: Settings, site: Site, program: DemoProgram): Component {
  const at = site.place("demo");
  const listen = at.listen("http");
  const colon = listen.lastIndexOf(":");
  return {
    workload: {
      name: "demo",
      server: "demo",
      args: program.args,
      files: program.files,
      env: {
        DEMO_TRAFFIC: "true",
        HOST: listen.slice(0, colon) || "0.0.0.0",
        OTEL_EXPORTER_OTLP_ENDPOINT: site.url("collector", "otlpHttp"),
        // The name by which it is scraped, so that both kinds of its metrics are of one instance.
        OTEL_RESOURCE_ATTRIBUTES: "service.instance.id=demo",
        PORT: listen.slice(colon + 1),
      },
      ports: portTable(settings)["demo"] ?? {},
      health: { port: "http", path: "/health" },
      memory: "256Mi",
    },
    scrape: [{ job: "demo", port: "http" }],
  };
}
