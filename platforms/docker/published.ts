import { type Settings } from "../../stacks/settings";

/** Ports that ask who you are: these alone may be opened to other machines. */
const guarded: Readonly<Record<string, readonly string[]>> = { grafana: ["http"] };

/** Ports that ask nobody who he is, so only this host may use them. */
const unguarded: Readonly<Record<string, readonly string[]>> = {
  alertmanager: ["http"],
  collector: ["otlpGrpc", "otlpHttp"],
  demo: ["http"],
  prometheus: ["http"],
};

/** Host address on which a port is published; undefined where it stays inside of the stack's network. */
export function publishedOn(
  settings: Pick<Settings, "listen">,
  workload: string,
  port: string,
): string | undefined {
  if (guarded[workload]?.includes(port) === true) return settings.listen;
  return unguarded[workload]?.includes(port) === true ? "127.0.0.1" : undefined;
}
