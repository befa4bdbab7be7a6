/**
 * Certificates of a stack's own authority, so that its servers can tell each other from strangers without anything
 * that has to be installed in the cluster first. RSA with 2048 bits, which everything that speaks TLS understands.
 *
 * These functions are kept as text in the state and run in the engine's provider process: each stands on its own, and
 * requires what it needs inside.
 */
/* eslint-disable @typescript-eslint/no-require-imports -- see above: an import would not come along */
import type * as crypto from "node:crypto";
import type * as forge from "node-forge";
import { type Identity } from "../workload";

/** A certificate and its key, both as PEM. */
export interface KeyPair {
  readonly certificate: string;
  readonly key: string;
}

/** The certificates of an authority last ten years, those of servers one. */
export const lifetimeDays = { authority: 3650, server: 365 } as const;

/**
 * Makes a certificate and its key.
 *
 * @param issuer the authority that signs; none for the authority itself
 * @param days how long it is valid
 * @param now milliseconds since 1970
 */
export function issue(identity: Identity, issuer: KeyPair | undefined, days: number, now: number): KeyPair {
  const { generateKeyPairSync, randomBytes } = require("node:crypto") as typeof crypto;
  const { pki, md } = require("node-forge") as typeof forge;
  const pair = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  const certificate = pki.createCertificate();
  certificate.publicKey = pki.publicKeyFromPem(pair.publicKey);
  // Positive, and never twice: a first byte from 01 to 7f.
  certificate.serialNumber = `4${randomBytes(16).toString("hex").slice(1)}`;
  // A little back, for hosts whose clocks are behind.
  certificate.validity.notBefore = new Date(now - 3_600_000);
  certificate.validity.notAfter = new Date(now + days * 86_400_000);
  const subject = [{ name: "commonName", value: identity.name }];
  certificate.setSubject(subject);
  certificate.setIssuer(
    issuer === undefined ? subject : pki.certificateFromPem(issuer.certificate).subject.attributes,
  );
  certificate.setExtensions(
    issuer === undefined
      ? [
          { name: "basicConstraints", cA: true, pathLenConstraint: 0, critical: true },
          { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
          { name: "subjectKeyIdentifier" },
        ]
      : [
          { name: "basicConstraints", cA: false, critical: true },
          { name: "keyUsage", digitalSignature: true, keyEncipherment: true, critical: true },
          { name: "extKeyUsage", serverAuth: true, clientAuth: true },
          { name: "subjectAltName", altNames: identity.names.map((value) => ({ type: 2, value })) },
        ],
  );
  certificate.sign(pki.privateKeyFromPem(issuer?.key ?? pair.privateKey), md.sha256.create());
  return { certificate: pki.certificateToPem(certificate).replaceAll("\r\n", "\n"), key: pair.privateKey };
}

/**
 * True once a certificate has less than a third of its life left, so that an `up` long before the end renews it.
 *
 * @param now milliseconds since 1970
 */
export function isDue(certificate: string, now: number): boolean {
  const { X509Certificate } = require("node:crypto") as typeof crypto;
  const { validFrom, validTo } = new X509Certificate(certificate);
  const [from, to] = [Date.parse(validFrom), Date.parse(validTo)];
  return now > to - (to - from) / 3;
}
