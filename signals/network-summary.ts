/** Networks of all hosts side by side, and in a number. Reads what the rules of hosts record. */
import { conntrackUsed } from "./connections";
import { tcpConnections, tcpRetransmitted } from "./network";
import { networkUse, receivedHour } from "./network-interfaces";
import { networkErrorsOfHosts, receivedByHosts, sentByHosts } from "./hosts";
import { promql } from "./promql";
import { recordedAs } from "./recorded";
import { signal } from "./signal";

export const retransmittedOfHosts = recordedAs(
  "instance:node_tcp_retransmitted:ratio_rate5m",
  tcpRetransmitted,
);
export const connectionsOfHosts = recordedAs("instance:node_tcp_connections:max", tcpConnections);
export const conntrackOfHosts = recordedAs("instance:node_conntrack_used:ratio", conntrackUsed);
export const receivedLong = recordedAs("instance:node_network_received_bytes:avg1h", receivedHour);

export const receivedInAll = signal({
  title: "Received in all",
  unit: "Bps",
  by: [],
  min: 0,
  meaning: "Bytes a second that all hosts receive. What they send each other counts.",
  value: (s) => promql`sum(${receivedByHosts.value(s)})`,
});

export const sentInAll = signal({
  title: "Sent in all",
  unit: "Bps",
  by: [],
  min: 0,
  meaning: "Bytes a second that all hosts send. What they send each other counts.",
  value: (s) => promql`sum(${sentByHosts.value(s)})`,
});

export const worstRetransmitted = signal({
  title: "Most sent again",
  unit: "percentunit",
  tone: "error",
  by: [],
  min: 0,
  max: 1,
  recordingOf: tcpRetransmitted,
  meaning: "Share of TCP segments that had to be sent again, of the host with the largest.",
  value: (s) => promql`max(${retransmittedOfHosts.value(s)})`,
});

export const brokenInAll = signal({
  title: "Broken packets in all",
  unit: "pps",
  tone: "error",
  by: [],
  min: 0,
  meaning: "Broken packets a second at all interfaces of all hosts, in and out.",
  value: (s) => promql`sum(${networkErrorsOfHosts.value(s)})`,
});

export const busiestLink = signal({
  title: "Busiest link",
  unit: "percentunit",
  tone: "saturation",
  by: [],
  min: 0,
  max: 1,
  recordingOf: networkUse,
  meaning: "Use of the interface that is nearest to the speed of its link.",
  value: (s) => promql`max(${networkUse.value(s)})`,
});

export const fullestConntrack = signal({
  title: "Fullest connection table",
  unit: "percentunit",
  tone: "saturation",
  by: [],
  min: 0,
  max: 1,
  recordingOf: conntrackUsed,
  meaning: "Use of the connection table that has least room left.",
  value: (s) => promql`max(${conntrackOfHosts.value(s)})`,
});
