/** Object storage: where it is, and how its two keys reach the servers that need them. */
import { type Call, type Place, type SecretFile } from "../platforms/workload";
import { type Settings } from "../stacks/settings";
import { toYaml } from "../stacks/yaml";

type Storage = NonNullable<Settings["objectStorage"]>;

/** Name of the secret file with the keys. */
const keysFile = "object-storage";

/** Name of the file that tells Thanos which bucket is its own. */
export const bucketFile = "object-storage.yml";

/**
 * Both keys in one file, in the form that AWS gave it and every S3 client reads. So the bucket's address stays in
 * plain configuration, which a review shows, and the keys are in no configuration, argument or variable.
 */
export const objectStorageKeys: SecretFile = {
  name: keysFile,
  from: { config: "objectStorageAccessKey" },
  further: [{ config: "objectStorageSecretKey" }],
  part: (access, secret = "") =>
    `[default]\naws_access_key_id = ${oneWord(access)}\naws_secret_access_key = ${oneWord(secret)}\n`,
  words:
    "three lines: `[default]`, `aws_access_key_id = ` and the access key, `aws_secret_access_key = ` and the secret key",
};

/** A line break in a key would begin a setting of its own. */
function oneWord(key: string): string {
  const word = key.trim();
  if (word === "" || /\s/.test(word))
    throw new Error(
      "A key of the object storage is empty or has a space or a line break in it; store objectStorageAccessKey and objectStorageSecretKey again, each as one word",
    );
  return word;
}

/** Tells a server where the keys lie. Without the second, a client that finds none would ask the cloud's own service. */
export function objectStorageEnv(at: Place): Readonly<Record<string, string>> {
  return { AWS_EC2_METADATA_DISABLED: "true", AWS_SHARED_CREDENTIALS_FILE: at.secret(keysFile) };
}

/** The one call that reaches the storage. */
export function objectStorageCall({ endpoint, insecure }: Storage): Call {
  const port = /:(\d+)$/.exec(endpoint)?.[1];
  const usual = insecure ? 80 : 443;
  return { outside: "object storage", ports: [port === undefined ? usual : Number(port)] };
}

/** The bucket for metrics, as Thanos reads it. */
export function metricsBucket({ endpoint, region, metricsBucket, insecure }: Storage): string {
  return toYaml({
    type: "S3",
    config: { aws_sdk_auth: true, bucket: metricsBucket, endpoint, insecure, region },
  });
}
