import { X509Certificate } from "node:crypto";
import { connect, createServer } from "node:tls";
import { describe, expect, it } from "vitest";
import { isDue, issue, type KeyPair, lifetimeDays } from "../../platforms/certificates/issue";
import { provider } from "../../platforms/certificates/resources";

const now = Date.parse("2026-01-01T00:00:00Z");
const day = 86_400_000;
const authority = issue({ name: "observatory-test", names: [] }, undefined, lifetimeDays.authority, now);
const stranger = issue({ name: "observatory-test", names: [] }, undefined, lifetimeDays.authority, now);
const names = ["loki.observatory.svc", "*.loki-headless.observatory.svc"];
// Valid today as well, for the handshakes.
const today = issue({ name: "loki", names }, authority, lifetimeDays.server, Date.now());

/** How a client that trusts `ca` gets on with the server: "" where it is content, else its complaint. */
async function handshake(server: KeyPair, ca: string, servername: string): Promise<string> {
  const listening = createServer({ cert: server.certificate, key: server.key }, (socket) => socket.end());
  listening.on("tlsClientError", () => undefined);
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  const address = listening.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const complaint = await new Promise<string>((resolve) => {
    const socket = connect({ host: "127.0.0.1", port, ca: [ca], servername }, () => resolve(""));
    socket.on("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
  await new Promise((resolve) => listening.close(resolve));
  return complaint;
}

describe("a server's certificate", () => {
  it("is trusted by who trusts the authority, under each of its names", async () => {
    expect(await handshake(today, authority.certificate, "loki.observatory.svc")).toBe("");
    expect(await handshake(today, authority.certificate, "loki-1.loki-headless.observatory.svc")).toBe("");
  });

  it("is not trusted under another server's name", async () => {
    expect(await handshake(today, authority.certificate, "grafana.observatory.svc")).toBe(
      "ERR_TLS_CERT_ALTNAME_INVALID",
    );
  });

  it("is not trusted by who trusts another authority of the same name", async () => {
    expect(await handshake(today, stranger.certificate, "loki.observatory.svc")).not.toBe("");
  });

  it("cannot issue certificates itself", () => {
    expect(new X509Certificate(today.certificate).ca).toBe(false);
    expect(new X509Certificate(authority.certificate).ca).toBe(true);
  });

  it("has a serial number of its own", () => {
    const serials = [1, 2, 3].map(
      () =>
        new X509Certificate(issue({ name: "a", names: ["a"] }, authority, 1, now).certificate).serialNumber,
    );
    expect(new Set(serials).size).toBe(3);
  });
});

describe("renewal", () => {
  const server = issue({ name: "loki", names }, authority, lifetimeDays.server, now);

  it("is due in the last third of the life, and not before", () => {
    expect(isDue(server.certificate, now)).toBe(false);
    expect(isDue(server.certificate, now + 240 * day)).toBe(false);
    expect(isDue(server.certificate, now + 250 * day)).toBe(true);
  });

  const inputs = { identity: { name: "loki", names }, days: lifetimeDays.server, issuer: authority };
  const state = { ...inputs, ...today };
  const changes = async (news: Partial<typeof inputs>) =>
    (await provider.diff?.("loki", state, { ...inputs, ...news }))?.changes;

  it("happens when names are added or another authority signs, and otherwise not", async () => {
    expect(await changes({})).toBe(false);
    expect(await changes({ identity: { name: "loki", names: [...names, "loki"] } })).toBe(true);
    expect(await changes({ issuer: stranger })).toBe(true);
  });

  it("gives another key", async () => {
    const renewed = await provider.update?.("loki", state, inputs);
    expect(renewed?.outs?.key).not.toBe(today.key);
    expect(await handshake(renewed?.outs as KeyPair, authority.certificate, "loki.observatory.svc")).toBe("");
  });
});
