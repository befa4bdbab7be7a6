/** A service of the users: a page with metrics, on this machine. */
import { createServer } from "node:http";

export interface MetricsServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** Serves one metric at /metrics. */
export async function serveMetrics(): Promise<MetricsServer> {
  const server = createServer((_request, response) => {
    response.setHeader("content-type", "text/plain; version=0.0.4");
    response.end("# TYPE orders_total counter\norders_total 3\n");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
