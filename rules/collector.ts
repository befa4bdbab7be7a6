import {
  collectorLost,
  collectorMemory,
  collectorQueue,
  collectorReceived,
  collectorRefused,
  collectorSent,
} from "../signals/collector";
import * as flow from "./collector-flow";
import * as metrics from "./collector-metrics";
import * as sources from "./collector-sources";
import { recording } from "./recording";
import { type Rules } from "./rule";

/** The collectors of files and of what services send. */
export const collectorRules: Rules = {
  name: "collector",
  needs: ["collector"],
  recordings: [
    recording("instance_receiver:otelcol_lines_received:rate5m", collectorReceived),
    recording("instance_receiver:otelcol_lines_refused:rate5m", collectorRefused),
    recording("instance_exporter:otelcol_lines_sent:rate5m", collectorSent),
    recording("instance_exporter:otelcol_lines_lost:rate5m", collectorLost),
    recording("instance_exporter:otelcol_queue_used:ratio", collectorQueue),
    recording("instance:otelcol_memory_bytes:max", collectorMemory),
  ],
  alerts: [flow, metrics, sources].flatMap((part) => Object.values(part)),
};
