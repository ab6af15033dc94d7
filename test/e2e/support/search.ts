import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';

/** The files under a folder, links not followed, in which a text stands; zip archives are looked into. */
export function filesWith(folder: string, text: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => {
      const content = readFileSync(path);
      return content.includes(text) || unzipped(content).some((part) => part.includes(text));
    });
}

/** The files in a zip archive, such as a saved plan; none where it is not one. */
export function unzipped(archive: Buffer): Buffer[] {
  const end = archive.lastIndexOf(Buffer.from('PK\u0005\u0006'));
  if (end === -1) return [];
  const parts: Buffer[] = [];
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    const method = archive.readUInt16LE(at + 10);
    const size = archive.readUInt32LE(at + 20);
    const header = archive.readUInt32LE(at + 42);
    const start = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
    const packed = archive.subarray(start, start + size);
    parts.push(method === 8 ? inflateRawSync(packed) : packed);
    at += 46 + archive.readUInt16LE(at + 28) + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return parts;
}
