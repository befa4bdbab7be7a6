import type * as docker from "@pulumi/docker";
import { versions } from "../../stacks/versions";
import { type Site, type Workload } from "../workload";
import { goDuration } from "./units";

/** Folder where a container that has no client finds the one that is lent to it. */
export const clientFolder = "/client";

/** True where the health check needs the borrowed client (see `clientImage` in stacks/versions.ts). */
export function borrowsClient(workload: Workload): boolean {
  return versions[workload.server].bareImage === true;
}

/** Longest time from start to healthy, in seconds. */
export function withinSeconds(workload: Workload): number {
  return workload.health.withinSeconds ?? 60;
}

/**
 * The health check of a container. While the server starts it is asked every 2 seconds (Docker 25 or newer), so that
 * `up` does not wait longer than it must; then every 15 seconds, as each check starts a process in the container.
 */
export function healthcheck(
  workload: Workload,
  site: Site,
): docker.types.input.ContainerHealthcheck & { readonly tests: string[] } {
  return {
    tests: ["CMD", ...command(workload, site)],
    startPeriod: goDuration(withinSeconds(workload)),
    startInterval: goDuration(2),
    interval: goDuration(15),
    timeout: goDuration(5),
    retries: 4,
  };
}

function command(workload: Workload, site: Site): readonly string[] {
  const own = versions[workload.server].healthCommand;
  if (own !== undefined) return own;
  const wget = borrowsClient(workload) ? `${clientFolder}/wget` : "wget";
  const url = `http://${site.place(workload.name).self(workload.health.port)}${workload.health.path}`;
  // GET, not HEAD: some servers answer HEAD with an error. Less than the check's own timeout, so that wget ends itself.
  return [wget, "-q", "-T", "4", "-O", "/dev/null", url];
}
