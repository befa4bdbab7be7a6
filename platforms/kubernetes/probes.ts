import { type HealthCheck, type Workload } from "../workload";
import { portName } from "./names";

/** Replaying what a crash left behind takes a server with much data its time, in seconds: nobody may end it meanwhile. */
const replaySeconds = 1800;

/**
 * How the kubelet asks. A server is left out of services while it is not ready, and restarted only when it does not even
 * take a connection: one that is not ready because another is away would be none the better for a restart.
 */
export function probes(health: HealthCheck, workload: Workload) {
  const port = portName(health.port);
  const connect = { tcpSocket: { port } };
  const { by = "http" } = health;
  const ready =
    health.command !== undefined
      ? { exec: { command: health.command } }
      : by === "tcp"
        ? connect
        : { httpGet: { path: health.path, port, scheme: by === "https" ? "HTTPS" : "HTTP" } };
  const patience = Math.max(health.withinSeconds ?? 60, workload.data === undefined ? 0 : replaySeconds);
  return {
    startupProbe: {
      ...ready,
      periodSeconds: 5,
      timeoutSeconds: 5,
      failureThreshold: Math.ceil(patience / 5),
    },
    readinessProbe: { ...ready, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 },
    livenessProbe: { ...connect, periodSeconds: 20, timeoutSeconds: 10, failureThreshold: 6 },
  };
}
