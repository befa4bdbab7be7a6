import { type Component, type Site } from "../platforms/workload";
import { type Settings } from "../stacks/settings";
import { portOf, portTable } from "./ports";

/**
 * What cAdvisor asks Docker: which engine this is, and what one container is like. Nothing that lists, starts or
 * changes anything. Each entry is a pattern for the path behind the optional version, "/v1.47".
 */
export const readableByCadvisor = {
  GET: ["_ping", "containers/[a-f0-9]{64}/json", "info", "version"],
  HEAD: ["_ping"],
} as const;

/**
 * socket-proxy: lets cAdvisor read the few things of the Docker socket that it needs. The socket itself is as good as
 * root on the host; no other container gets near it.
 */
export function dockerSocketProxy(settings: Settings, site: Site): Component {
  const table = portTable(settings);
  return {
    workload: {
      name: "docker-socket-proxy",
      server: "docker-socket-proxy",
      args: [
        "-listenip=0.0.0.0",
        `-proxyport=${portOf(table, "docker-socket-proxy", "http")}`,
        // By name: resolved at each request, so that a container with another address is turned away.
        `-allowfrom=${site.address("cadvisor", "http").replace(/:\d+$/, "")}`,
        ...Object.entries(readableByCadvisor).map(
          ([method, paths]) => `-allow${method}=${pathPattern(paths)}`,
        ),
        "-allowhealthcheck",
        // After an update of the engine the old socket is dead; the proxy then ends and is started anew.
        "-watchdoginterval=30",
        "-stoponwatchdog",
        "-shutdowngracetime=5",
      ],
      ports: table["docker-socket-proxy"] ?? {},
      health: { port: "http", path: "/" },
      memory: "64Mi",
      host: {
        mounts: [{ from: "/var/run/docker.sock", to: "/var/run/docker.sock" }],
        // The socket belongs to root and to a group whose number differs from host to host. Root without capabilities
        // may open it and can do nothing else.
        user: "0:0",
      },
    },
    // It has no metrics; cAdvisor fails visibly without it.
    scrape: [],
  };
}

/** One pattern for paths with or without API version. The proxy itself anchors it at both ends. */
export function pathPattern(paths: readonly string[]): string {
  return `(/v1\\.[0-9]+)?/(${paths.join("|")})`;
}
