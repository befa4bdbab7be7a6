import { type Settings } from "../../stacks/settings";

/** Ports that pages are served on, for the person who runs the stack. */
const pages: Readonly<Record<string, readonly string[]>> = {
  alertmanager: ["http"],
  demo: ["http"],
  grafana: ["http"],
  prometheus: ["http"],
};

/** Ports that take in what programs send. They ask nobody who he is, so only this host may use them. */
const intake: Readonly<Record<string, readonly string[]>> = { collector: ["otlpGrpc", "otlpHttp"] };

/** Host address on which a port is published; undefined where it stays inside of the stack's network. */
export function publishedOn(
  settings: Pick<Settings, "listen">,
  workload: string,
  port: string,
): string | undefined {
  if (pages[workload]?.includes(port) === true) return settings.listen;
  return intake[workload]?.includes(port) === true ? "127.0.0.1" : undefined;
}
