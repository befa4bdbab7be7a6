/** Puts the parts of the demo service together, starts it and stops it. */
import { type AddressInfo } from "node:net";
import { version } from "../../package.json";
import { type Config } from "./config";
import { createFaults } from "./faults";
import { createLog } from "./log";
import { createMetrics } from "./metrics";
import { operationalRoutes } from "./operational-routes";
import { createOrders } from "./orders";
import { createOtlpMetrics } from "./otlp-metrics";
import { businessRoutes } from "./routes";
import { createDemoServer } from "./server";
import { createSessions } from "./sessions";
import { createTasks } from "./tasks";
import { createTracing } from "./tracing";
import { startTraffic } from "./traffic";

const name = "demo";

/** Longest time that requests and tasks under way get to end, in milliseconds: more than the slowest path takes. */
const drainMs = 15_000;

export interface Running {
  /** Base URL, with the port that was really taken. */
  readonly url: string;
  /** Stops accepting, lets requests and tasks end, sends the remaining traces and metrics. Never rejects. */
  stop(): Promise<void>;
}

export interface Outside {
  /** Takes each log line, without its newline. */
  readonly write: (line: string) => void;
  /** Milliseconds since the epoch. @default Date.now */
  readonly now?: () => number;
  /** Milliseconds from a clock that never goes back, for the lengths of sessions. @default performance.now */
  readonly ticks?: () => number;
}

/** Starts the service. Rejects with Node's own error when the address cannot be listened on. */
export async function startService(config: Config, outside: Outside): Promise<Running> {
  const now = outside.now ?? Date.now;
  const log = createLog(outside.write, now, { service: name });
  const { otlpEndpoint: endpoint } = config;
  const sent = { service: name, version, ...(endpoint === undefined ? {} : { endpoint }) };
  const tracing = createTracing(sent, log);
  const otlpMetrics = createOtlpMetrics(sent, log);
  const { tracer } = tracing;
  const metrics = createMetrics({ version, revision: config.revision });
  const faults = createFaults();
  const sessions = createSessions(outside.ticks ?? (() => performance.now()), metrics);
  const tasks = createTasks({ metrics, tracer, log, faults, now });
  const orders = createOrders();
  let stopped: Promise<void> | undefined;
  const stopping = (): boolean => stopped !== undefined;

  const server = createDemoServer({
    business: businessRoutes({ faults, metrics, orders, sessions, tasks }),
    operational: operationalRoutes({ faults, log, metrics, sessions, tasks, stopping }),
    metrics,
    otlpMetrics,
    tracer,
    log,
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(config.port, config.host, resolve);
  });
  const url = urlOf(server.address() as AddressInfo);
  log.info("listening", { url, version, revision: config.revision });
  const endTraffic = config.traffic ? startTraffic(url, log) : () => Promise.resolve();

  const stop = async (): Promise<void> => {
    log.info("stopping");
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    const deadline = setTimeout(() => {
      log.warn("requests were cut off", { after_seconds: drainMs / 1000 });
      server.closeAllConnections();
    }, drainMs);
    await Promise.all([endTraffic(), closed]);
    clearTimeout(deadline);
    await tasks.idle();
    await Promise.all([tracing.shutdown(), otlpMetrics.shutdown()]);
    log.info("stopped");
  };
  return { url, stop: () => (stopped ??= stop()) };
}

/** How the service reaches itself: an address that stands for all of the machine's is called by loopback. */
function urlOf({ address, family, port }: AddressInfo): string {
  if (address === "0.0.0.0" || address === "::") return `http://127.0.0.1:${port}`;
  return family === "IPv6" ? `http://[${address}]:${port}` : `http://${address}:${port}`;
}
