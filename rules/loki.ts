import { lokiBytes, lokiDiscarded, lokiLines, lokiRequestErrors, lokiStreams } from "../signals/loki";
import { lokiQueryTime, lokiWriteTime } from "../signals/loki-health";
import * as background from "./loki-background";
import * as requests from "./loki-requests";
import * as storage from "./loki-storage";
import { recording } from "./recording";
import { type Rules } from "./rule";

/** Loki: what it takes, keeps and answers. */
export const lokiRules: Rules = {
  name: "loki",
  recordings: [
    recording("instance:loki_lines_received:rate5m", lokiLines),
    recording("instance:loki_bytes_received:rate5m", lokiBytes),
    recording("instance_reason:loki_discarded_lines:rate5m", lokiDiscarded),
    recording("instance:loki_requests_failed:ratio_rate5m", lokiRequestErrors),
    recording("instance:loki_write_seconds:p99_5m", lokiWriteTime),
    recording("instance:loki_query_seconds:p99_5m", lokiQueryTime),
    recording("instance:loki_streams:sum", lokiStreams),
  ],
  alerts: [requests, storage, background].flatMap((part) => Object.values(part)),
};
