import {
  EtcdDatabaseFilling,
  EtcdDatabaseFragmented,
  EtcdDatabaseNearlyFull,
  EtcdLeaderChanges,
} from "../../rules/kubernetes-etcd";
import * as alerts from "../../rules/kubernetes-etcd-work";
import * as etcd from "../../signals/kubernetes-etcd";
import * as history from "../../signals/kubernetes-recorded";
import { stat, timeseries } from "../model/panel";

/** etcd, the store of a cluster. */

const noEtcd = "No data: etcd cannot be scraped here";
const oneMember = "No data: etcd has one member, or cannot be scraped here";

export const fsyncNow = stat(etcd.etcdFsync, {
  line: alerts.EtcdFsyncSlow,
  title: "etcd log to disk now, 99 %",
  why: "Every change in the cluster waits for these disks.",
  act: "Give etcd a fast disk of its own.",
  noValue: noEtcd,
});

export const fsync = timeseries(history.etcdFsyncRecorded, {
  why: "Times that rise at full hours are backups or cron jobs on the same disk.",
  act: "Move what else writes there; if nothing does, ask the provider for a disk that keeps its promise.",
  noValue: noEtcd,
});

export const quotaUsed = timeseries(etcd.etcdQuotaUsed, {
  line: [EtcdDatabaseFilling, EtcdDatabaseNearlyFull],
  why: "At 100 % etcd takes no more writes.",
  act: "Delete, compact, defragment, in this order.",
  noValue: noEtcd,
});

export const hasLeader = timeseries([etcd.etcdHasLeader], {
  title: "Members that know a leader",
  why: "0 on all members stops all writes.",
  act: "See whether a majority of the members is there.",
  noValue: noEtcd,
});

export const leaderChanges = timeseries(etcd.etcdLeaderChanges, {
  line: EtcdLeaderChanges,
  why: "Writes stand still while a leader is chosen.",
  act: "Look at disks, network and CPU of the members.",
  noValue: noEtcd,
});

export const peers = timeseries(etcd.etcdPeers, {
  why: "0 is a member that another does not reach.",
  act: "Look at the network between the two, port 2380.",
  noValue: oneMember,
});

export const peerTime = timeseries(etcd.etcdPeerTime, {
  line: alerts.EtcdPeerSlow,
  why: "A change needs the answer of a majority.",
  act: "Compare with a plain ping.",
  noValue: oneMember,
});

export const commit = timeseries(etcd.etcdCommit, {
  line: alerts.EtcdCommitSlow,
  why: "Slow commits with a fast log are a database that is too large.",
  act: "Compact and defragment.",
  noValue: noEtcd,
});

export const proposalsFailed = timeseries(etcd.etcdProposalsFailed, {
  line: alerts.EtcdProposalsFailing,
  why: "Changes that the members did not agree on have failed.",
  act: "See whether a leader was chosen at the time.",
  noValue: noEtcd,
});

export const proposalsPending = timeseries(etcd.etcdProposalsPending, {
  line: alerts.EtcdProposalsPending,
  why: "Each is a request that hangs.",
  act: "Look at the disks, and at who writes so much.",
  noValue: noEtcd,
});

export const slowApplies = timeseries(etcd.etcdSlowApplies, {
  line: alerts.EtcdSlowApplies,
  why: "It is the first sign of a member that cannot keep up.",
  act: "Read which requests were slow in its log.",
  noValue: noEtcd,
});

export const errors = timeseries(etcd.etcdErrors, {
  line: alerts.EtcdRequestsFailing,
  why: "The API server fails with them.",
  act: "The code tells: no leader, full, slow, damaged.",
  noValue: "No request has failed",
});

export const size = timeseries(etcd.etcdSize, {
  why: "Shows how fast the database grows.",
  act: "Find out what is stored more and more.",
  noValue: noEtcd,
});

export const insideAndSoon = timeseries([etcd.etcdFragmented, etcd.etcdQuotaPredicted], {
  title: "Database: free inside, and quota used in four days",
  line: EtcdDatabaseFragmented,
  why: "What is empty inside counts against the quota all the same.",
  act: "Defragment one member at a time, the leader last.",
  noValue: noEtcd,
});
