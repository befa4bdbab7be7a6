/** CoreDNS on the API server of a capture, with the file that kubeadm writes and a resolver before it that often fails. */
import { createSocket } from "node:dgram";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { privateFile } from "../e2e/kubernetes/control-plane";
import { freePorts, processes } from "../e2e/kubernetes/processes";
import { type ApiServer, type Machine } from "./cluster-servers";

/** What the resolver outside answers for names that begin so; all others get no answer. */
const codes: Readonly<Record<string, number>> = { known: 0, broken: 2, missing: 3, refused: 5, garbled: 0 };

/** What is counted when the names above have been asked for, and some of them again. */
const expected = [
  ...["FORMERR", "NOERROR", "NXDOMAIN", "REFUSED", "SERVFAIL"].map((code) => `rcode="${code}"`),
  ...["denial", "success"].map(
    (type) => `coredns_cache_hits_total{server="dns://127.0.0.1:PORT",type="${type}"`,
  ),
];

/** Numbers of the types of questions that are counted each by itself: A, NS, CNAME, SOA, PTR, MX, TXT, AAAA and SRV. */
const types = [1, 2, 5, 6, 12, 15, 16, 28, 33];

const names = ["known", "broken", "missing", "refused", "garbled", "silent"].map(
  (name) => `${name}.example.com`,
);

/** Asks it for names inside and outside of the cluster, and returns what it tells then. */
export async function dnsExposition(
  { folder, path }: Machine,
  { kubeconfig }: ApiServer,
  scrape: (url: string) => Promise<string>,
): Promise<string> {
  const outside = await startResolver();
  const running = processes(folder);
  const [dns = 0, metricsPort = 0, health = 0, ready = 0] = await freePorts(4);
  // What differs from a pod: addresses, and how the API server is found.
  privateFile(
    folder,
    "Corefile",
    `.:${dns} {
    bind 127.0.0.1
    errors
    health 127.0.0.1:${health}
    ready 127.0.0.1:${ready}
    kubernetes cluster.local in-addr.arpa ip6.arpa {
       kubeconfig ${kubeconfig}
       pods insecure
       fallthrough in-addr.arpa ip6.arpa
       ttl 30
    }
    prometheus 127.0.0.1:${metricsPort}
    forward . 127.0.0.1:${outside.port} {
       max_concurrent 1000
    }
    cache 30 {
       disable success cluster.local
       disable denial cluster.local
    }
    loop
    reload
    loadbalance
}
`,
  );
  running.start("coredns", path("coredns"), ["-conf", join(folder, "Corefile")]);
  try {
    await running.until("coredns", "it is ready", 60, () =>
      fetch(`http://127.0.0.1:${ready}/ready`).then(
        ({ ok }) => ok,
        () => false,
      ),
    );
    const ask = (name: string, type = 1): Promise<void> => question(dns, name, type);
    const metrics = `http://127.0.0.1:${metricsPort}/metrics`;
    // Again and again, so that what is known already is asked for as well: on a busy machine an answer may come too late.
    await running.until("coredns", "every kind of answer has been given", 120, async () => {
      await Promise.all(names.map((name) => ask(name)));
      await ask("checkout.busy.svc.cluster.local");
      await ask("nobody.busy.svc.cluster.local");
      const text = await scrape(metrics);
      return expected.every((each) => text.includes(each.replace("PORT", String(dns))));
    });
    // Every type of question that is counted by itself.
    for (const type of types) await ask("missing.example.com", type);
    // Long enough to find that nobody is there.
    outside.stop();
    await Promise.all([1, 2, 3].map((number) => ask(`later-${number}.example.com`)));
    await wait(3000);
    await ask("last.example.com");
    return await scrape(metrics);
  } finally {
    await running.stop();
    outside.stop();
  }
}

/** Asks once by UDP, and waits for the answer, 3 s at most. */
function question(port: number, name: string, type: number): Promise<void> {
  const labels = name.split(".").map((label) => Buffer.from([label.length, ...Buffer.from(label, "latin1")]));
  // An id, "recursion desired", and one question of class IN.
  const header = Buffer.from([name.length, type, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
  const message = Buffer.concat([header, ...labels, Buffer.from([0, 0, type, 0, 1])]);
  const socket = createSocket("udp4");
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(patience);
      socket.close();
      resolve();
    };
    const patience = setTimeout(done, 3000);
    socket.on("error", () => undefined);
    socket.on("message", done);
    socket.send(message, port, "127.0.0.1");
  });
}

/** A resolver on 127.0.0.1 that knows the names above. */
async function startResolver() {
  const socket = createSocket("udp4");
  socket.on("message", (question, from) => {
    const first = question.subarray(13, 13 + (question[12] ?? 0)).toString("latin1");
    // What CoreDNS asks to find out whether somebody is there, and whether it asks itself.
    const code = codes[first] ?? (first === "silent" ? undefined : 3);
    if (code === undefined) return;
    const text = answer(question, code);
    // Another name than the one that was asked for.
    if (first === "garbled") text.write("strange", 13, "latin1");
    socket.send(text, from.port, from.address);
  });
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
  let open = true;
  return {
    port: socket.address().port,
    stop: () => {
      if (open) socket.close();
      open = false;
    },
  };
}

/** The question again as an answer with that code; where it is 0, with the address 192.0.2.1. */
function answer(question: Buffer, code: number): Buffer {
  const header = Buffer.from(question.subarray(0, 12));
  header.writeUInt16BE(0x8180 | code, 2);
  header.writeUInt16BE(code === 0 ? 1 : 0, 6);
  header.writeUInt32BE(0, 8);
  let end = 12;
  while ((question[end] ?? 0) !== 0) end += (question[end] ?? 0) + 1;
  const asked = question.subarray(12, end + 5);
  // A pointer to the name, type A, class IN, 60 s, four bytes.
  const record = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 1]);
  return Buffer.concat(code === 0 ? [header, asked, record] : [header, asked]);
}
