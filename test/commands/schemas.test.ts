import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { schemas } from '../../src/commands/schemas';
import { sound } from '../support/workspace-texts';

const files = ['manifest', 'canonical', 'mapping', 'environment'].map(
  (name) => `schemas/${name}.schema.json`,
);
const write = { check: false, dryRun: false };
const check = { check: true, dryRun: false };

let workspace: string;
beforeEach(() => {
  workspace = fs.mkdtempSync(path.join(os.tmpdir(), 'fanout-schemas-'));
  for (const [file, text] of Object.entries(sound)) {
    fs.mkdirSync(path.dirname(path.join(workspace, file)), { recursive: true });
    fs.writeFileSync(path.join(workspace, file), text);
  }
});
afterEach(() => fs.rmSync(workspace, { recursive: true }));

const inFolder = (): string[] => fs.readdirSync(path.join(workspace, 'schemas')).sort();

describe('fanout schemas', () => {
  test('GIVEN none WHEN written THEN they are there, up to date, and nothing else is', () => {
    expect(schemas({ workspace }, check)).toMatchObject({ written: [], stale: files, diagnostics: [] });
    expect(fs.existsSync(path.join(workspace, 'schemas'))).toBe(false);
    expect(schemas({ workspace }, write)).toMatchObject({ written: files, stale: [] });
    expect(inFolder()).toEqual(files.map((file) => path.basename(file)).sort());
    expect(schemas({ workspace }, check)).toMatchObject({ written: [], stale: [] });
    expect(schemas({ workspace }, write)).toMatchObject({ written: [], stale: [] });
  });

  test('GIVEN a new canonical name WHEN checked THEN the schemas that list names are stale', () => {
    schemas({ workspace }, write);
    fs.appendFileSync(path.join(workspace, 'mappings/canonical.yaml'), 'NEW:\n');
    const listing = ['schemas/mapping.schema.json', 'schemas/environment.schema.json'];
    expect(schemas({ workspace }, check).stale).toEqual(listing);
    expect(schemas({ workspace }, { check: false, dryRun: true })).toMatchObject({
      written: listing,
      stale: listing,
    });
    expect(schemas({ workspace }, check).stale).toEqual(listing);
    expect(schemas({ workspace }, write)).toMatchObject({ written: listing, stale: [] });
    expect(fs.readFileSync(path.join(workspace, listing[0] ?? ''), 'utf8')).toContain('"NEW"');
  });

  test('GIVEN a fault in the canonical map WHEN written THEN nothing is, and a fault elsewhere is in nobody’s way', () => {
    fs.writeFileSync(path.join(workspace, 'environments/dev.yaml'), 'a: [');
    expect(schemas({ workspace }, check).diagnostics).toEqual([]);
    fs.appendFileSync(path.join(workspace, 'mappings/canonical.yaml'), 'new:\n');
    const result = schemas({ workspace }, write);
    expect(result.diagnostics.map(({ code }) => code)).toEqual(['invalid-name']);
    expect(result.written).toEqual([]);
    expect(fs.existsSync(path.join(workspace, 'schemas'))).toBe(false);
  });

  test('GIVEN a folder that is a link WHEN written THEN nothing is written behind it', () => {
    const outside = fs.mkdtempSync(path.join(os.tmpdir(), 'fanout-outside-'));
    fs.symlinkSync(outside, path.join(workspace, 'schemas'));
    expect(() => schemas({ workspace }, write)).toThrow(/symbolic link; nothing is written there/);
    expect(fs.readdirSync(outside)).toEqual([]);
    fs.rmdirSync(outside);
  });

  test('GIVEN a file in place of the folder WHEN written THEN it is one sentence', () => {
    fs.writeFileSync(path.join(workspace, 'schemas'), '');
    expect(() => schemas({ workspace }, write)).toThrow(
      /^schemas\/manifest.schema.json cannot be written \(E[A-Z]+\)/,
    );
  });

  test('GIVEN this repository WHEN checked THEN its own schemas are up to date', () => {
    expect(schemas({ workspace: path.join(__dirname, '..', '..') }, check).stale).toEqual([]);
  });
});
