import {
  filesystemPredictedSoon,
  filesystemTimeLeft,
  filesystemUsed,
  inodesPredicted,
  inodesUsed,
} from "../signals/filesystems";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { fires, quiet, resolves } from "./cases/case";
import { inodesOver, root, spaceOver } from "./cases/disk";
import { type Point } from "./cases/series";
import { told } from "./host-told";

const every = "1m";
const web1 = { instance: "web-1", ...root };
const web2 = { instance: "web-2", ...root };
/** From a value at the start on a straight line to one after 8 hours. */
const falls = (from: number, to: number): readonly Point[] => [
  ["0s", from],
  ["8h", to],
];

export const HostFilesystemFillingFast = alert("HostFilesystemFillingFast", {
  ...told,
  kind: "trend",
  signal: filesystemUsed,
  above: 0.9,
  and: (s, n) => promql`${filesystemPredictedSoon.value(s)} < ${n("left")}`,
  parameters: {
    left: { value: 0.01, unit: "percentunit", meaning: "share that is left in 4 hours at most" },
  },
  for: "15m",
  keepFiringFor: "15m",
  severity: "critical",
  summary: "{{ $labels.instance }}: {{ $labels.mountpoint }} is {value} full and fills up within hours",
  description:
    "{{ $labels.device }} on {{ $labels.mountpoint }} is more than {threshold} full. At the pace of the last 6 hours less than {left} of it is left within 4 hours, and it has been so for {for}. Then programs that write to it fail.",
  cases: [
    fires("3 % less each hour, beside one that fills slowly and one that is half empty", {
      every,
      series: {
        ...spaceOver(falls(24, 0)),
        ...spaceOver(falls(12, 8), { instance: "web-2" }),
        ...spaceOver(falls(90, 10), { instance: "web-3" }),
      },
      at: "6h",
      labels: [web1],
      text: {
        summary: "web-1: / is 94% full and fills up within hours",
        description:
          "/dev/sda1 on / is more than 90 % full. At the pace of the last 6 hours less than 1 % of it is left within 4 hours, and it has been so for 15 minutes. Then programs that write to it fail.",
      },
    }),
    // Predicted below 1 % from 5 hours on: 9 - 2 * 4.
    fires("just after `for` from when little is predicted", {
      every,
      series: {
        ...spaceOver(falls(19, 3)),
        ...spaceOver(falls(19, 3), { instance: "web-2" }),
        ...spaceOver(falls(19, 3), { device: "/dev/sdb1" }),
        ...spaceOver(falls(19, 3), { mountpoint: "/data" }),
      },
      at: "316m",
      labels: [web1, web2, { ...web1, device: "/dev/sdb1" }, { ...web1, mountpoint: "/data" }],
    }),
    quiet("just before", { every, series: spaceOver(falls(19, 3)), at: "314m" }),
    // 90 % are used from 7 hours on.
    quiet("fast, but not so full as yet", { every, series: spaceOver(falls(31, 7)), at: "434m" }),
    fires("fast, and full for a quarter of an hour", {
      every,
      series: spaceOver(falls(31, 7)),
      at: "436m",
      labels: [web1],
    }),
    resolves("files are deleted", {
      every,
      series: spaceOver([
        ["0s", 24],
        ["7h", 3],
        ["421m", 60],
        ["9h", 60],
      ]),
      labels: [web1],
      firingAt: "435m",
      goneAt: "437m",
    }),
  ],
});

export const HostInodesFilling = alert("HostInodesFilling", {
  ...told,
  kind: "trend",
  signal: inodesUsed,
  above: 0.85,
  and: (s, n) => promql`${inodesPredicted.value(s)} < ${n("left")}`,
  parameters: {
    left: { value: 0.01, unit: "percentunit", meaning: "share that is left in 24 hours at most" },
  },
  for: "30m",
  keepFiringFor: "15m",
  severity: "warning",
  summary:
    "{{ $labels.instance }}: {{ $labels.mountpoint }} has used {value} of its inodes and uses up the rest",
  description:
    "More than {threshold} of the inodes of {{ $labels.device }} on {{ $labels.mountpoint }} are in use. At the pace of the last 6 hours less than {left} are left within 24 hours, and it has been so for {for}. Some program makes very many small files.",
  cases: [
    fires("1 % less each hour, beside one that stays and one with many left", {
      every,
      series: {
        ...inodesOver(falls(15, 7)),
        ...inodesOver(falls(8, 8), { instance: "web-2" }),
        ...inodesOver(falls(60, 20), { instance: "web-3" }),
      },
      at: "2h",
      labels: [web1],
      text: {
        summary: "web-1: / has used 87% of its inodes and uses up the rest",
        description:
          "More than 85 % of the inodes of /dev/sda1 on / are in use. At the pace of the last 6 hours less than 1 % are left within 24 hours, and it has been so for 30 minutes. Some program makes very many small files.",
      },
    }),
    // Predicted below 1 % from 4 hours on: 13 - 0.5 * 24.
    fires("just after `for` from when little is predicted", {
      every,
      series: {
        ...inodesOver(falls(15, 11)),
        ...inodesOver(falls(15, 11), { instance: "web-2" }),
        ...inodesOver(falls(15, 11), { device: "/dev/sdb1" }),
        ...inodesOver(falls(15, 11), { mountpoint: "/data" }),
      },
      at: "272m",
      labels: [web1, web2, { ...web1, device: "/dev/sdb1" }, { ...web1, mountpoint: "/data" }],
    }),
    quiet("just before", { every, series: inodesOver(falls(15, 11)), at: "268m" }),
    // 85 % are used from 4 hours on.
    quiet("fast, but not so many as yet", { every, series: inodesOver(falls(19, 11)), at: "268m" }),
    fires("fast, and many for half an hour", {
      every,
      series: inodesOver(falls(19, 11)),
      at: "272m",
      labels: [web1],
    }),
    resolves("files are deleted", {
      every,
      series: inodesOver([
        ["0s", 15],
        ["3h", 9],
        ["181m", 60],
        ["6h", 60],
      ]),
      labels: [web1],
      firingAt: "195m",
      goneAt: "197m",
    }),
  ],
});

export const HostFilesystemFullSoon = alert("HostFilesystemFullSoon", {
  ...told,
  kind: "trend",
  signal: filesystemTimeLeft,
  below: 14 * 86_400,
  and: (s, n) => promql`${filesystemUsed.value(s)} > ${n("used")}`,
  parameters: { used: { value: 0.5, unit: "percentunit", meaning: "share in use at least" } },
  for: "1h",
  keepFiringFor: "1h",
  severity: "info",
  summary: "{{ $labels.instance }}: {{ $labels.mountpoint }} is full in {value}",
  description:
    "If {{ $labels.device }} on {{ $labels.mountpoint }} fills up as in the last 24 hours, it is full in less than {threshold}; it has looked so for {for}, and more than {used} of it is in use. There is time to order a disk or to clear up.",
  cases: [
    fires(
      "a tenth of a per cent each hour, beside one that takes longer, one that empties and one with much space",
      {
        every,
        series: {
          ...spaceOver([
            ["0s", 26],
            ["30h", 20],
          ]),
          ...spaceOver(
            [
              ["0s", 41],
              ["30h", 38],
            ],
            { instance: "web-2" },
          ),
          ...spaceOver(
            [
              ["0s", 20],
              ["30h", 26],
            ],
            { instance: "web-3" },
          ),
          ...spaceOver(
            [
              ["0s", 90],
              ["30h", 60],
            ],
            { instance: "web-4" },
          ),
        },
        at: "25h",
        labels: [web1],
        text: {
          summary: "web-1: / is full in 4d 9h 0m 0s",
          description:
            "If /dev/sda1 on / fills up as in the last 24 hours, it is full in less than 14 d; it has looked so for 1 hour, and more than 50 % of it is in use. There is time to order a disk or to clear up.",
        },
      },
    ),
    // 33.6 left at 0.1 an hour are 14 days, after 24 hours.
    fires("an hour after it became less than 14 days", {
      every,
      series: {
        ...spaceOver([
          ["0s", 36],
          ["30h", 33],
        ]),
        ...spaceOver(
          [
            ["0s", 36],
            ["30h", 33],
          ],
          { instance: "web-2" },
        ),
        ...spaceOver(
          [
            ["0s", 36],
            ["30h", 33],
          ],
          { device: "/dev/sdb1" },
        ),
        ...spaceOver(
          [
            ["0s", 36],
            ["30h", 33],
          ],
          { mountpoint: "/data" },
        ),
      },
      at: "1505m",
      labels: [web1, web2, { ...web1, device: "/dev/sdb1" }, { ...web1, mountpoint: "/data" }],
    }),
    quiet("less than an hour after it became less than 14 days", {
      every,
      series: spaceOver([
        ["0s", 36],
        ["30h", 33],
      ]),
      at: "1495m",
    }),
    // Half is used from 25 hours on.
    quiet("half is left as yet", {
      every,
      series: spaceOver([
        ["0s", 75],
        ["30h", 45],
      ]),
      at: "1555m",
    }),
    fires("more than half is used for an hour", {
      every,
      series: spaceOver([
        ["0s", 75],
        ["30h", 45],
      ]),
      at: "1565m",
      labels: [web1],
    }),
    resolves("files are deleted", {
      every,
      series: spaceOver([
        ["0s", 26],
        ["25h", 21],
        ["1501m", 70],
        ["30h", 70],
      ]),
      labels: [web1],
      firingAt: "1559m",
      goneAt: "1562m",
    }),
  ],
});
