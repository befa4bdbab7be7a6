import { bondLinksMissing, linkChanges, linkUp, linkWasUp } from "../signals/network-interfaces";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { around } from "./cases/around";
import { fires, quiet, resolves, type Labels, type Series } from "./cases/case";
import { gauge, growing, mapped, node, still, type Course } from "./cases/node";
import { toldOfNetwork as told } from "./host-told";

const eth0 = { device: "eth0" };
const web1 = { instance: "web-1", ...eth0 };
const link = (course: Course, labels: Labels = {}): Series =>
  gauge("node_network_carrier", course, { ...eth0, ...labels });
const goesDown: Course = [
  ["10m", 1],
  ["1h", 0],
];

export const HostLinkDown = alert("HostLinkDown", {
  ...told,
  event: (s) => promql`${linkUp.value(s)} == 0 and ${linkWasUp.value(s)} == 1`,
  by: ["instance", "device"],
  for: "2m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {{ $labels.device }} has no link",
  description:
    "{{ $labels.device }} of {{ $labels.instance }} has had a link within the last day, and none for {for}. Nobody switched the interface off; the cable, the port or the other end is gone.",
  cases: [
    fires("one of several interfaces, beside one that never had a cable", {
      series: {
        ...link(goesDown),
        ...link(still(1), { device: "eth1" }),
        ...link(still(0), { device: "eth2" }),
        ...link(goesDown, { device: "veth1" }),
      },
      at: "735s",
      labels: [web1],
      text: {
        summary: "web-1: eth0 has no link",
        description:
          "eth0 of web-1 has had a link within the last day, and none for 2 minutes. Nobody switched the interface off; the cable, the port or the other end is gone.",
      },
    }),
    fires("two interfaces and two hosts", {
      series: {
        ...link(goesDown),
        ...link(goesDown, { device: "eth1" }),
        ...link(goesDown, { instance: "web-2" }),
      },
      at: "15m",
      labels: [web1, { ...web1, device: "eth1" }, { ...web1, instance: "web-2" }],
    }),
    quiet("switched off by command: it tells no more of its link", {
      series: node("node_network_carrier", "1x40 _x100", eth0),
      at: "20m",
    }),
    quiet("`for` is not over", { series: link(goesDown), at: "720s" }),
    resolves("the cable is plugged in again", {
      series: link([
        ["10m", 1],
        ["20m", 0],
        ["1h", 1],
      ]),
      labels: [web1],
      firingAt: "25m",
      goneAt: "1515s",
    }),
  ],
});

export const HostLinkFlapping = alert("HostLinkFlapping", {
  ...told,
  signal: linkChanges,
  above: 5,
  range: "15m",
  for: "1m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: the link of {{ $labels.device }} changed {value} times",
  description:
    "The link of {{ $labels.device }} of {{ $labels.instance }} has come up and gone down more than {threshold} times within a quarter of an hour. Each time connections break, and switches learn their way anew.",
  cases: [
    ...around({
      series: (course, instance) =>
        growing(
          "node_network_carrier_changes_total",
          mapped(course, (value) => value / 900),
          { ...eth0, instance },
        ),
      limit: 5,
      far: 18,
      for: "1m",
      keepFiringFor: "15m",
      window: "15m",
      labels: eth0,
      text: {
        summary: "web-1: the link of eth0 changed 18 times",
        description:
          "The link of eth0 of web-1 has come up and gone down more than 5 times within a quarter of an hour. Each time connections break, and switches learn their way anew.",
      },
    }),
    fires("two interfaces, beside the end of a container's network", {
      series: Object.assign(
        {},
        ...["eth0", "eth1", "veth1"].map((device) =>
          growing("node_network_carrier_changes_total", still(0.1), { device }),
        ),
      ) as Series,
      at: "20m",
      labels: [web1, { ...web1, device: "eth1" }],
    }),
  ].map((each) => (each.title === "`for` is not over" ? { ...each, at: "285s" as const } : each)),
});

const bond = (missing: Course, labels: Labels = {}): Series => {
  const all = { master: "bond0", ...labels };
  return {
    ...gauge("node_bonding_slaves", still(2), all),
    ...gauge(
      "node_bonding_active",
      mapped(missing, (count) => 2 - count),
      all,
    ),
  };
};

export const HostBondDegraded = alert("HostBondDegraded", {
  ...told,
  needs: ["hardware"],
  event: (s) => promql`${bondLinksMissing.value(s)} > 0`,
  by: ["instance", "master"],
  for: "5m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {{ $labels.master }} lacks {value} of its links",
  description:
    "{{ $labels.master }} of {{ $labels.instance }} has been without {value} of its links for {for}. It carries less, and when the last link goes the host is cut off.",
  cases: [
    fires("one of two links, beside a bond that is whole", {
      series: { ...bond(still(1)), ...bond(still(0), { master: "bond1" }) },
      at: "5m",
      labels: [{ instance: "web-1", master: "bond0" }],
      text: {
        summary: "web-1: bond0 lacks 1 of its links",
        description:
          "bond0 of web-1 has been without 1 of its links for 5 minutes. It carries less, and when the last link goes the host is cut off.",
      },
    }),
    fires("two bonds and two hosts", {
      series: {
        ...bond(still(1)),
        ...bond(still(2), { master: "bond1" }),
        ...bond(still(1), { instance: "web-2" }),
      },
      at: "10m",
      labels: [
        { instance: "web-1", master: "bond0" },
        { instance: "web-1", master: "bond1" },
        { instance: "web-2", master: "bond0" },
      ],
    }),
    quiet("`for` is not over", { series: bond(still(1)), at: "285s" }),
    resolves("the link is back", {
      series: bond([
        ["10m", 1],
        ["1h", 0],
      ]),
      labels: [{ instance: "web-1", master: "bond0" }],
      firingAt: "15m",
      goneAt: "915s",
    }),
  ],
});
