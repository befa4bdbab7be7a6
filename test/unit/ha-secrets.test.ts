/** Secrets of what runs in a cluster: in files, and nowhere else. */
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { objectStorageKeys } from "../../components/object-storage";
import { secretFile } from "../../platforms/secrets";
import { clustered, database, objectStorage, workload } from "./ha-stack";

const described = clustered({ size: "large", objectStorage, grafana: { database } });
const keys = (access: string, secret: string): string | undefined => objectStorageKeys.part?.(access, secret);

describe("the keys of the object storage", () => {
  it("become one file, as S3 clients read it", () => {
    expect(keys("AKIA1\n", "wJalr/+=")).toBe(
      "[default]\naws_access_key_id = AKIA1\naws_secret_access_key = wJalr/+=\n",
    );
  });

  it("can begin no line of their own", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (access, secret) => {
        let text: string | undefined;
        try {
          text = keys(access, secret);
        } catch {
          return;
        }
        expect(text?.split("\n")).toHaveLength(4);
      }),
    );
    expect(() => keys("a\nb", "c")).toThrow("store objectStorageAccessKey");
    expect(() => keys("a", "")).toThrow("store objectStorageAccessKey");
  });

  it("reach every server that uses the storage, by a path", () => {
    for (const name of ["thanos-compact", "thanos-store", "loki-ingester", "loki-querier"]) {
      const { env, secrets } = workload(described, name);
      expect(env?.["AWS_SHARED_CREDENTIALS_FILE"]).toBe("/run/secrets/observatory/object-storage");
      expect(secrets).toContain(objectStorageKeys);
    }
    const { sidecars = [], secrets, env } = workload(described, "prometheus");
    expect(secrets).toContain(objectStorageKeys);
    expect(env).toBeUndefined();
    expect(sidecars[0]?.env?.["AWS_SHARED_CREDENTIALS_FILE"]).toBe("/run/secrets/observatory/object-storage");
  });

  it("reach nobody where there is no storage", () => {
    for (const { secrets = [], env = {} } of clustered().stack.workloads) {
      expect(secrets).not.toContain(objectStorageKeys);
      expect(env).not.toHaveProperty("AWS_SHARED_CREDENTIALS_FILE");
    }
  });
});

describe("a secret file of several secrets", () => {
  beforeAll(async () => {
    await pulumi.runtime.setMocks({
      call: ({ inputs }) => inputs as Record<string, unknown>,
      newResource: ({ name, inputs }) => ({ id: name, state: inputs as Record<string, unknown> }),
    });
    pulumi.runtime.setAllConfig(
      { "observatory:objectStorageAccessKey": "one", "observatory:objectStorageSecretKey": "two" },
      [],
    );
  });

  it("is made of all of them in their order, and stays a secret", async () => {
    const output = secretFile(objectStorageKeys, new Map());
    const text = await new Promise<string>((resolve) => output.apply(resolve));
    expect(text).toBe("[default]\naws_access_key_id = one\naws_secret_access_key = two\n");
    expect(await pulumi.isSecret(output)).toBe(true);
  });
});

describe("no secret", () => {
  it("is in arguments, variables or configuration files", () => {
    for (const { name, args, env, files = [], sidecars = [] } of described.stack.workloads) {
      const texts = [
        ...args,
        ...Object.values(env ?? {}),
        ...sidecars.flatMap((one) => [...one.args, ...Object.values(one.env ?? {})]),
        ...files.filter((one) => !one.name.endsWith(".json")).map(({ content }) => content),
      ];
      for (const text of texts)
        expect(text, name).not.toMatch(
          /(access_key|secret_key|access_key_id|secret_access_key)(:| =) (?!\$__file)/,
        );
    }
  });
});
