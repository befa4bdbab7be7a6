import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { onPath } from "./find";

/** A Grafana that is installed on this machine. */
export interface InstalledGrafana {
  readonly path: string;
  /** The folder with its web files (`--homepath`). */
  readonly home: string;
}

const homes = [
  "/usr/share/grafana",
  "/usr/local/share/grafana",
  "/opt/grafana",
  "/opt/homebrew/opt/grafana/share/grafana",
];

/**
 * Looks for a Grafana: `GRAFANA_HOME`, `grafana` on PATH, then where packages put it.
 * It cannot be built from its Go module, which has no web files.
 */
export function findGrafana(env: NodeJS.ProcessEnv = process.env): InstalledGrafana | undefined {
  const installed = onPath("grafana", env);
  const candidates = [
    env["GRAFANA_HOME"],
    ...(installed === undefined ? [] : [dirname(dirname(installed))]),
    ...homes,
  ];
  for (const home of candidates) {
    if (home === undefined || !existsSync(join(home, "public"))) continue;
    const path = [join(home, "bin", "grafana"), installed].find(
      (file) => file !== undefined && existsSync(file),
    );
    if (path !== undefined) return { path, home };
  }
  return undefined;
}
