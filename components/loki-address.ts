/** Where others reach Loki, whichever way its parts run. */
import { type Site } from "../platforms/workload";
import { type Settings } from "../stacks/settings";

const isDistributed = ({ loki }: Settings): boolean => loki.mode === "distributed";

/** Workload that takes log entries. */
export const lokiPushWorkload = (settings: Settings): string =>
  isDistributed(settings) ? "loki-distributor" : "loki";

/** Workload that answers queries. */
export const lokiQueryWorkload = (settings: Settings): string =>
  isDistributed(settings) ? "loki-query-frontend" : "loki";

/** Where log entries go, without a path: /otlp and /loki/api/v1/push are below it. */
export const lokiPushUrl = (settings: Settings, site: Site): string =>
  site.url(lokiPushWorkload(settings), "http");

/** Where queries go, without a path. */
export const lokiQueryUrl = (settings: Settings, site: Site): string =>
  site.url(lokiQueryWorkload(settings), "http");
