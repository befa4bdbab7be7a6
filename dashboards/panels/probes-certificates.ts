/** Certificates that probes see, whatever they belong to. */
import { ProbeCertificateExpiring, ProbeCertificateExpiringSoon } from "../../rules/probe-tls";
import * as certificates from "../../signals/certificates";
import { certificateExpiry, recordedProbes } from "../../signals/probes";
import { recordedAs } from "../../signals/recorded";
import { barGauge, stat, table, timeseries } from "../model/panel";

const none = "No address shows a certificate: no probe calls one with TLS";

export const seenNow = stat(certificates.certificatesSeen, {
  why: "A certificate that no probe sees expires without a word.",
  act: "Add a probe for each address that has one.",
  noValue: none,
});

export const nextNow = stat(certificates.nextToExpire, {
  line: [ProbeCertificateExpiring, ProbeCertificateExpiringSoon],
  why: "It is the one on which nobody can connect first.",
  act: "The first line of the table below is the one.",
  noValue: none,
});

export const soonNow = stat(certificates.certificatesSoon, {
  badFrom: 1,
  why: "One that renews itself would have been renewed by now.",
  act: "Renew it by hand today, and mend the renewal after that.",
  noValue: none,
});

export const outOfSightNow = stat(certificates.handshakesMissing, {
  badFrom: 1,
  why: "A certificate that has expired is not seen any more: calls fail before.",
  act: "Look at the address with `openssl s_client -connect HOST:443`.",
  noValue: none,
});

export const oldVersionsNow = stat(certificates.oldVersions, {
  badFrom: 1,
  why: "Browsers refuse these servers, and what is sent to them can be read.",
  act: "Find the server in the row of versions, and bring it up to date.",
  noValue: none,
});

export const chainsNow = stat(certificates.chainsMismatched, {
  badFrom: 1,
  why: "Clients that check everything they are sent fail on the day on which the superfluous one ends.",
  act: "Take the old intermediate certificate out of the file that the server sends.",
  noValue: none,
});

export const certificatesTable = table([certificates.certificateUsedUp, certificates.certificateLeft], {
  title: "Certificates, the next to expire first",
  line: [ProbeCertificateExpiring, ProbeCertificateExpiringSoon],
  columns: { instance: { title: "Address" }, job: { title: "Seen by" } },
  why: "A full bar is a certificate at its end. Those whose bar is empty have 90 days or more.",
  act: "Renew from the top. Several with the same time have one renewal that does not work.",
  noValue: none,
});

/** As it is recorded: months are looked at. */
const recordedExpiry = recordedAs(recordedProbes.certificate, certificateExpiry);

export const leftOverTime = timeseries(recordedExpiry, {
  title: "Certificates of probes, time left",
  width: 16,
  line: [ProbeCertificateExpiring, ProbeCertificateExpiringSoon],
  min: 0,
  why: "A sawtooth is a renewal that works; a line that falls through its last tooth is one that stopped.",
  act: "Look when the last tooth was, and what changed since at whatever renews it.",
  noValue: none,
});

export const soonestFirst = table(certificateExpiry, {
  title: "Certificates, the next to expire",
  line: [ProbeCertificateExpiring, ProbeCertificateExpiringSoon],
  columns: { instance: { title: "Probe" } },
  drill: [{ title: "All about certificates", uid: "tls", variables: { instance: "instance" } }],
  why: "From one second to the next nobody can connect to an address whose certificate has expired.",
  act: "Renew it by hand, and find out why it did not renew itself.",
  noValue: "No probe sees a certificate",
});

export const names = table(certificates.certificateNames, {
  labelsOnly: true,
  columns: {
    instance: { title: "Address" },
    subject: { title: "For" },
    subjectalternative: { title: "Names" },
    issuer: { title: "Signed by" },
    serialnumber: { title: "Serial number" },
  },
  why: "The wrong name, or a signer that nobody expected, is a wrong server or somebody in between.",
  act: "Compare the serial number with that of the certificate which you have made.",
  noValue: none,
});

export const chainMismatch = timeseries(certificates.chainMismatch, {
  width: 12,
  why: "The server sends a certificate that ends sooner than what is needed. Old clients stumble over it.",
  act: "Send the chain that the authority gives out today.",
  noValue: "No chain was checked",
});

export const changes = barGauge(certificates.certificateChanges, {
  width: 12,
  why: "One change is a renewal. Changes all the time are servers behind one address with different certificates.",
  act: "Give all of them the same one; the one that was left out expires unseen.",
  noValue: none,
});

export const ciphers = table(certificates.ciphers, {
  labelsOnly: true,
  columns: { instance: { title: "Address" }, cipher: {} },
  width: 12,
  why: "Ciphers with CBC or without ECDHE let what was recorded be read later, once a key is known.",
  act: "Take the list of ciphers of a current recommendation into the server's settings.",
  noValue: "No probe speaks TLS",
});
