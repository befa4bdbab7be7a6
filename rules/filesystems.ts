import { filesystemPredicted, filesystemUsed } from "../signals/filesystems";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { fires, quiet, resolves } from "./cases/case";
import { filesystem, filesystemSpacing as every } from "./cases/host";

const root = { instance: "web-1", device: "/dev/sda1", mountpoint: "/" };

// A level alone tells of disks that are full and stay so by intent; a trend alone tells of every copied file. The trend
// counts as met below 1 %, not 0, so that a disk that is full already and does not change is told of.
export const HostFilesystemFilling = alert("HostFilesystemFilling", {
  signal: filesystemUsed,
  above: 0.85,
  and: (s, n) => promql`${filesystemPredicted.value(s)} < ${n("left")}`,
  parameters: {
    left: { value: 0.01, unit: "percentunit", meaning: "share that is left in 24 hours at most" },
  },
  for: "30m",
  keepFiringFor: "15m",
  severity: "warning",
  team: "infrastructure",
  service: "host",
  summary: "{{ $labels.instance }}: {{ $labels.mountpoint }} is {value} full and fills up",
  description:
    "{{ $labels.device }} on {{ $labels.mountpoint }} has been more than {threshold} full for {for}. At the pace of the last 6 hours it has no space left within 24 hours. Programs that write to it then fail.",
  dashboard: { uid: "host", variables: ["instance"] },
  cases: [
    fires("5 % left, 1 % less each hour", {
      every,
      series: {
        ...filesystem({
          available: [
            ["0s", 0.07],
            ["7h", 0],
          ],
        }),
        ...filesystem({
          available: [
            ["0s", 0.07],
            ["7h", 0.07],
          ],
          instance: "web-2",
        }),
        ...filesystem({
          available: [
            ["0s", 0.5],
            ["7h", 0.5],
          ],
          mountpoint: "/data",
        }),
      },
      at: "2h",
      labels: [root],
      text: {
        summary: "web-1: / is 95% full and fills up",
        description:
          "/dev/sda1 on / has been more than 85 % full for 30 minutes. At the pace of the last 6 hours it has no space left within 24 hours. Programs that write to it then fail.",
      },
    }),
    fires("full, and nothing changes any more", {
      every,
      series: filesystem({
        available: [
          ["0s", 0.001],
          ["7h", 0.001],
        ],
      }),
      at: "31m",
      labels: [root],
    }),
    fires("two hosts, just over the line", {
      every,
      series: {
        ...filesystem({
          available: [
            ["0s", 0.164],
            ["7h", 0.094],
          ],
        }),
        ...filesystem({
          available: [
            ["0s", 0.164],
            ["7h", 0.094],
          ],
          instance: "web-2",
        }),
      },
      at: "2h",
      labels: [root, { ...root, instance: "web-2" }],
    }),
    quiet("just under the line, although it is full tomorrow", {
      every,
      series: filesystem({
        available: [
          ["0s", 0.18],
          ["7h", 0.11],
        ],
      }),
      at: "2h",
    }),
    quiet("nearly full for long, without change", {
      every,
      series: filesystem({
        available: [
          ["0s", 0.05],
          ["7h", 0.05],
        ],
      }),
      at: "2h",
    }),
    quiet("it takes longer than a day until it is full", {
      every,
      series: filesystem({
        available: [
          ["0s", 0.05],
          ["24h", 0.015],
        ],
      }),
      at: "2h",
    }),
    quiet("an hour of copying after hours of rest", {
      every,
      series: filesystem({
        available: [
          ["0s", 0.12],
          ["6h", 0.12],
          ["7h", 0.1],
        ],
      }),
      at: "7h",
    }),
    quiet("read-only", {
      every,
      series: filesystem({
        available: [
          ["0s", 0],
          ["7h", 0],
        ],
        readonly: true,
      }),
      at: "2h",
    }),
    quiet("in memory", {
      every,
      series: filesystem({
        available: [
          ["0s", 0.07],
          ["7h", 0],
        ],
        fstype: "tmpfs",
      }),
      at: "2h",
    }),
    quiet("a filesystem without a size", {
      every,
      series: filesystem({
        available: [
          ["0s", 0],
          ["7h", 0],
        ],
        size: 0,
      }),
      at: "2h",
    }),
    // Predicted below 1 % from 4 hours on: 13 - 0.5 * 24.
    fires("just after `for` from when little is predicted", {
      every,
      series: filesystem({
        available: [
          ["0s", 0.15],
          ["8h", 0.11],
        ],
      }),
      at: "272m",
      labels: [root],
    }),
    quiet("just before", {
      every,
      series: filesystem({
        available: [
          ["0s", 0.15],
          ["8h", 0.11],
        ],
      }),
      at: "268m",
    }),
    quiet("`for` is not over", {
      every,
      series: filesystem({
        available: [
          ["0s", 0.001],
          ["7h", 0.001],
        ],
      }),
      at: "29m",
    }),
    resolves("files are deleted", {
      every,
      series: filesystem({
        available: [
          ["0s", 0.07],
          ["2h", 0.05],
          ["121m", 0.6],
          ["7h", 0.6],
        ],
      }),
      labels: [root],
      firingAt: "130m",
      goneAt: "140m",
    }),
  ],
});
