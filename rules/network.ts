import { networkErrors } from "../signals/network";
import {
  networkReceiveDrops,
  networkReceiveErrors,
  networkTransmitDrops,
  networkTransmitErrors,
  networkUse,
  packetsReceived,
  packetsSent,
  receivedHour,
} from "../signals/network-interfaces";
import { promql } from "../signals/promql";
import { type Scope, type Signal } from "../signals/signal";
import { alert, type Numbers } from "./alert";
import { around } from "./cases/around";
import { fires, quiet, type Case, type Labels, type Series } from "./cases/case";
import { gauge, growing, mapped, still, type Course } from "./cases/node";
import { toldOfNetwork as told } from "./host-told";
import { HostBondDegraded, HostLinkDown, HostLinkFlapping } from "./network-links";
import { HostTrafficUnusual } from "./network-trends";
import { recording } from "./recording";
import { type Rules } from "./rule";

const eth0 = { device: "eth0" };
const speed = 125e6;

/** Bytes a second as shares of a link of 1 Gbit/s. */
const traffic = (inwards: Course, outwards: Course, labels: Labels = {}, bytes = speed): Series => ({
  ...growing(
    "node_network_receive_bytes_total",
    mapped(inwards, (share) => share * speed),
    { ...eth0, ...labels },
  ),
  ...growing(
    "node_network_transmit_bytes_total",
    mapped(outwards, (share) => share * speed),
    { ...eth0, ...labels },
  ),
  ...gauge("node_network_speed_bytes", still(bytes), { ...eth0, ...labels }),
});

export const HostNetworkBusy = alert("HostNetworkBusy", {
  ...told,
  signal: networkUse,
  above: 0.8,
  for: "15m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {{ $labels.device }} carries {value} of what it can",
  description:
    "For {for} {{ $labels.device }} of {{ $labels.instance }} has carried more than {threshold} of what its link is made for, in one direction. Packets queue up and are lost; users wait.",
  cases: [
    ...around({
      series: (course, instance) => traffic(course, still(0.1), { instance }),
      limit: 0.8,
      far: 0.95,
      for: "15m",
      keepFiringFor: "10m",
      window: "5m",
      labels: eth0,
      text: {
        summary: "web-1: eth0 carries 95% of what it can",
        description:
          "For 15 minutes eth0 of web-1 has carried more than 80 % of what its link is made for, in one direction. Packets queue up and are lost; users wait.",
      },
    }),
    fires("what goes out counts as well, on each interface", {
      series: {
        ...traffic(still(0.1), still(0.9)),
        ...traffic(still(0.1), still(0.9), { device: "eth1" }),
      },
      at: "30m",
      labels: [
        { instance: "web-1", ...eth0 },
        { instance: "web-1", device: "eth1" },
      ],
    }),
    quiet("a link that does not tell its speed", {
      series: traffic(still(0.9), still(0.9), {}, -125_000),
      at: "30m",
    }),
    quiet("a link without a speed", { series: traffic(still(0.9), still(0.9), {}, 0), at: "30m" }),
    quiet("the end of a container's network", {
      series: traffic(still(0.9), still(0.9), { device: "veth1" }),
      at: "30m",
    }),
  ],
});

type Direction = "receive" | "transmit";

/** Packets a second, of which a share is counted under another name as well. */
const lost = (
  of: "errs" | "drop",
  direction: Direction,
  share: Course,
  packets: number,
  labels: Labels,
): Series => ({
  ...growing(`node_network_${direction}_packets_total`, still(packets), { ...eth0, ...labels }),
  ...growing(
    `node_network_${direction}_${of}_total`,
    mapped(share, (value) => value * packets),
    { ...eth0, ...labels },
  ),
});

const packetsThatCount = {
  value: 100,
  unit: "pps",
  meaning: "packets a second from which a share counts",
} as const;

interface Lost {
  readonly of: "errs" | "drop";
  readonly direction: Direction;
  readonly limit: number;
  readonly text: { readonly summary: string; readonly description: string };
}

function lostCases({ of, direction, limit, text }: Lost): readonly Case[] {
  return [
    ...around({
      series: (course, instance) => lost(of, direction, course, 1000, { instance }),
      limit,
      far: 0.1,
      for: "15m",
      keepFiringFor: "15m",
      window: "5m",
      labels: eth0,
      text,
    }),
    fires("two interfaces, with just so many packets as count", {
      series: {
        ...lost(of, direction, still(0.1), 103, {}),
        ...lost(of, direction, still(0.1), 103, { device: "eth1" }),
      },
      at: "30m",
      labels: [
        { instance: "web-1", ...eth0 },
        { instance: "web-1", device: "eth1" },
      ],
    }),
    quiet("few packets", { series: lost(of, direction, still(0.1), 97, {}), at: "30m" }),
    quiet("the end of a container's network", {
      series: lost(of, direction, still(0.1), 1000, { device: "veth1" }),
      at: "30m",
    }),
  ];
}

/** What the four alerts about lost packets have in common. */
const loss = (packets: Signal) =>
  ({
    ...told,
    and: (s: Scope, n: Numbers) => promql`${packets.value(s)} > ${n("packets")}`,
    parameters: { packets: packetsThatCount },
    for: "15m",
    keepFiringFor: "15m",
    severity: "warning",
  }) as const;

export const HostReceiveErrors = alert("HostReceiveErrors", {
  ...loss(packetsReceived),
  signal: networkReceiveErrors,
  above: 0.01,
  summary: "{{ $labels.instance }}: {value} of the packets at {{ $labels.device }} come in broken",
  description:
    "For {for} more than {threshold} of the packets that came in at {{ $labels.device }} of {{ $labels.instance }} were broken, with more than {packets}. They are sent again, and users wait. A cable, a port or a driver is at fault.",
  cases: lostCases({
    of: "errs",
    direction: "receive",
    limit: 0.01,
    text: {
      summary: "web-1: 10% of the packets at eth0 come in broken",
      description:
        "For 15 minutes more than 1 % of the packets that came in at eth0 of web-1 were broken, with more than 100 packets/s. They are sent again, and users wait. A cable, a port or a driver is at fault.",
    },
  }),
});

export const HostTransmitErrors = alert("HostTransmitErrors", {
  ...loss(packetsSent),
  signal: networkTransmitErrors,
  above: 0.01,
  summary: "{{ $labels.instance }}: {{ $labels.device }} fails to send {value} of its packets",
  description:
    "For {for} {{ $labels.device }} of {{ $labels.instance }} has failed to send more than {threshold} of its packets, with more than {packets}. The link, its far end or the driver is at fault.",
  cases: lostCases({
    of: "errs",
    direction: "transmit",
    limit: 0.01,
    text: {
      summary: "web-1: eth0 fails to send 10% of its packets",
      description:
        "For 15 minutes eth0 of web-1 has failed to send more than 1 % of its packets, with more than 100 packets/s. The link, its far end or the driver is at fault.",
    },
  }),
});

export const HostReceiveDrops = alert("HostReceiveDrops", {
  ...loss(packetsReceived),
  signal: networkReceiveDrops,
  above: 0.01,
  summary: "{{ $labels.instance }}: {value} of the packets at {{ $labels.device }} are dropped",
  description:
    "For {for} {{ $labels.instance }} has thrown away more than {threshold} of the packets that came in at {{ $labels.device }}, with more than {packets}. The host takes them in too slowly, or they are meant for nobody on it.",
  cases: lostCases({
    of: "drop",
    direction: "receive",
    limit: 0.01,
    text: {
      summary: "web-1: 10% of the packets at eth0 are dropped",
      description:
        "For 15 minutes web-1 has thrown away more than 1 % of the packets that came in at eth0, with more than 100 packets/s. The host takes them in too slowly, or they are meant for nobody on it.",
    },
  }),
});

export const HostTransmitDrops = alert("HostTransmitDrops", {
  ...loss(packetsSent),
  signal: networkTransmitDrops,
  above: 0.01,
  summary: "{{ $labels.instance }}: {{ $labels.device }} drops {value} of the packets to send",
  description:
    "For {for} {{ $labels.instance }} has thrown away more than {threshold} of the packets that {{ $labels.device }} was to send, with more than {packets}. Its queue is full: programs send more than the link or a limit lets through.",
  cases: lostCases({
    of: "drop",
    direction: "transmit",
    limit: 0.01,
    text: {
      summary: "web-1: eth0 drops 10% of the packets to send",
      description:
        "For 15 minutes web-1 has thrown away more than 1 % of the packets that eth0 was to send, with more than 100 packets/s. Its queue is full: programs send more than the link or a limit lets through.",
    },
  }),
});

/** Network interfaces of hosts: how much they carry, what they lose, and whether they are up. */
export const hostNetworkRules: Rules = {
  name: "host-network",
  recordings: [
    recording("instance_device:node_network_errors:rate5m", networkErrors),
    recording("instance:node_network_received_bytes:avg1h", receivedHour),
  ],
  alerts: [
    HostNetworkBusy,
    HostReceiveErrors,
    HostTransmitErrors,
    HostReceiveDrops,
    HostTransmitDrops,
    HostLinkDown,
    HostLinkFlapping,
    HostBondDegraded,
    HostTrafficUnusual,
  ],
};
