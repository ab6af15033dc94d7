/**
 * Adds to package-lock.json the optional packages of other platforms that npm left out of it: it does so where the registry
 * that it was handed does not have them, and `npm ci` then refuses the lock everywhere. Their version is the one that
 * is asked for; npm leaves them alone on every platform but theirs. Run it after each `npm install`.
 */
const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

/**
 * @param {{ packages: Record<string, any> }} lock
 * @returns {{ name: string, version: string, dev?: true }[]} what something asks for optionally and what has no entry
 */
function missingFrom({ packages }) {
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {}, dev }]) =>
    Object.entries(optionalDependencies)
      .filter(
        ([name]) => !(`node_modules/${name}` in packages) && !(`${path}/node_modules/${name}` in packages),
      )
      .map(([name, version]) => ({ name, version, ...(dev ? { dev } : {}) })),
  );
}

/** The platform that the name of a package ends in, such as `linux-x64-musl` or `win32-ia32-msvc`. */
function platformOf(name) {
  const [, os, cpu, abi] = /(android|darwin|freebsd|linux|openharmony|win32)-([a-z0-9]+)(?:-([a-z]+))?$/.exec(
    name,
  );
  const libc = { musl: 'musl', musleabihf: 'musl', gnu: 'glibc', gnueabihf: 'glibc' }[abi];
  return { cpu: [cpu], ...(os === 'linux' && libc !== undefined ? { libc: [libc] } : {}), os: [os] };
}

function complete(lock) {
  const added = missingFrom(lock).map(({ name, version, dev }) => [
    `node_modules/${name}`,
    { version, ...platformOf(name), ...(dev ? { dev } : {}), optional: true },
  ]);
  const [[root, own], ...rest] = Object.entries(lock.packages);
  const sorted = [...rest, ...added].sort(([a], [b]) => a.localeCompare(b, 'en'));
  return { ...lock, packages: Object.fromEntries([[root, own], ...sorted]) };
}

if (require.main === module) {
  const file = join(__dirname, '..', 'package-lock.json');
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  process.stdout.write(
    missingFrom(lock)
      .map(({ name }) => `added ${name}\n`)
      .join(''),
  );
  writeFileSync(file, `${JSON.stringify(complete(lock), null, 2)}\n`);
}

module.exports = { missingFrom, complete };
