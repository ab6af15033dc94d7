/**
 * The texts of a workspace with this many canonical names, 20 buckets and 5 environments. Every bucket takes every name: half
 * of the buckets as originals and half through a mapping of their own, so that there are names × 20 × 5 targets. Three
 * names in four are secrets with a ciphertext, one is configuration, and each bucket has ten computed values.
 *
 * @param {number} names
 * @param {number} environments @default - 5
 * @returns {Map<string, string>}
 */
function workspaceOf(names, environments = environmentCount) {
  const all = Array.from({ length: names }, (_, index) => `SERVICE_${index % 100}__NAME_${index}`);
  const isSecret = (index) => index % 4 !== 0;
  const texts = new Map();
  texts.set(
    'mappings/canonical.yaml',
    all
      .map((name, index) => `${name}: ${isSecret(index) ? '{ owner: data }' : '{ kind: config }'}\n`)
      .join(''),
  );
  const buckets = Array.from({ length: bucketCount }, (_, at) => {
    const mapped = at % 2 === 1;
    if (mapped) texts.set(`mappings/m${at}.yaml`, all.map((name) => `${name}: B${at}__${name}\n`).join(''));
    const values = Array.from({ length: 10 }, (_, value) => {
      return `          URL_${value}: "https://{${all[value * 7 + 1]}:urlencode}@{${all[value * 8]}}/{region}"\n`;
    });
    const layer = mapped ? `mapping: m${at}` : 'originals: true';
    return `  bucket-${at}:\n    include:\n      - ${layer}\n      - values:\n${values.join('')}`;
  });
  texts.set('fanout.yaml', `project: bench\nbuckets:\n${buckets.join('')}`);
  for (let at = 0; at < environments; at += 1) {
    const values = all.map((name, index) =>
      isSecret(index) ? `  ${name}: { kms: ${ciphertext(at, index)} }\n` : `  ${name}: value-${index}\n`,
    );
    const head = `environment: env-${at}\nprotected: false\naccount: "123456789012"\nregion: eu-central-1\n`;
    texts.set(`environments/env-${at}.yaml`, `${head}values:\n${values.join('')}`);
  }
  return texts;
}

const bucketCount = 20;
const environmentCount = 5;

/** Of the length that KMS gives for some twenty characters; each one different. */
function ciphertext(environment, index) {
  const bytes = Buffer.alloc(172, environment + 1);
  bytes.writeUInt32BE(index, 100);
  return bytes.toString('base64');
}

module.exports = { workspaceOf, bucketCount, environmentCount };
