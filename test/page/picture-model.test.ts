import { everything, ReportIndex } from '../../src/page/filter';
import { linkKey, litBy, nodeOf } from '../../src/page/highlight';
import { pictureOf } from '../../src/page/picture-model';
import { reportOf } from '../support/report-builder';

const service = (...buckets: string[]) => ({ buckets, ecs: { cluster: 'c' } });

const small = new ReportIndex(
  reportOf({
    manifest: { access: { services: { web: service('api', 'web'), jobs: service('worker') } } },
    buckets: {
      api: { include: [{ originals: true, only: ['DB_*'] }, { values: { NAME: 'api' } }] },
      web: { include: [{ mapping: 'web' }] },
      worker: { include: [{ originals: true }] },
    },
    canonical: {
      DB_KEY: { description: 'opens the Database', owner: 'data' },
      DB_URL: { kind: 'config' },
      MAIL_KEY: {},
      UNUSED: { unused: 'kept for later' },
    },
    mappings: { web: { DB_URL: ['NEXT_PUBLIC_ADDRESS', 'ADDRESS'] } },
    environments: {
      dev: { values: { DB_KEY: null, DB_URL: 'x', MAIL_KEY: null, UNUSED: null } },
      production: { values: { DB_KEY: null, DB_URL: 'y', MAIL_KEY: null, UNUSED: null } },
    },
  }),
);

/** Names of which every third goes to every bucket, and the others to one of their own. */
const large = (count: number, buckets: number) =>
  new ReportIndex(
    reportOf({
      buckets: Object.fromEntries(
        Array.from({ length: buckets }, (_, at) => [
          `bucket-${at}`,
          { include: [{ originals: true, only: [`*_IN_${at}`, '*_EVERYWHERE'] }] },
        ]),
      ),
      canonical: Object.fromEntries(
        Array.from({ length: count }, (_, at) => [
          at % 3 === 0 ? `A__N_${at}_EVERYWHERE` : `B__N_${at}_IN_${at % buckets}`,
          {},
        ]),
      ),
    }),
  );

describe('names that are let through', () => {
  test.each([
    ['', ['DB_KEY', 'DB_URL', 'MAIL_KEY', 'UNUSED']],
    ['db', ['DB_KEY', 'DB_URL']],
    ['DATA opens', ['DB_KEY']],
    ['next_public', ['DB_URL']],
    ['nothing-like-it', []],
  ])('GIVEN %j is searched THEN names, keys, owners and descriptions are looked through', (query, found) => {
    expect(small.namesIn({ ...everything, query }).map(({ name }) => name)).toEqual(found);
  });

  test('GIVEN a bucket, a kind or an environment THEN only what is there comes through', () => {
    const names = (filter: object) => small.namesIn({ ...everything, ...filter }).map(({ name }) => name);
    expect(names({ bucket: 'api' })).toEqual(['DB_KEY', 'DB_URL']);
    expect(names({ bucket: 'api', kind: 'config' })).toEqual(['DB_URL']);
    expect(names({ environment: 1 })).toEqual(['DB_KEY', 'DB_URL', 'MAIL_KEY', 'UNUSED']);
  });
});

describe('the picture', () => {
  const drawn = (index: ReportIndex, filter = everything) => pictureOf(index, index.namesIn(filter), filter);

  test('GIVEN few names THEN each is a node, with the keys that go to each bucket', () => {
    const { nodes, links } = drawn(small);
    expect(nodes.map(({ column, label }) => `${column} ${label}`)).toEqual([
      '0 DB_KEY',
      '0 DB_URL',
      '0 MAIL_KEY',
      '0 UNUSED',
      '0 fixed values',
      '1 api',
      '1 web',
      '1 worker',
      '2 jobs',
      '2 web',
    ]);
    expect(links).toContainEqual({ source: 'way DB_URL', target: 'bucket web', kind: 'config', keys: 2 });
    expect(links).toContainEqual({ source: 'bucket worker', target: 'ecs jobs', kind: 'consumer', keys: 4 });
  });

  test('GIVEN a filter THEN buckets that nothing goes to, and who reads them, are not drawn', () => {
    const { nodes } = drawn(small, { ...everything, bucket: 'api', query: 'db_key' });
    expect(nodes.map(({ label }) => label)).toEqual(['DB_KEY', 'api', 'web']);
  });

  test('GIVEN more names than can be told apart THEN those that go the same way are one node, and none is lost', () => {
    const { nodes, links } = drawn(large(300, 5));
    const left = nodes.filter(({ column }) => column === 0);
    expect(left.map(({ label }) => label).sort()).toEqual([
      '100 × A__…',
      ...Array.from({ length: 5 }, () => '40 × B__…'),
    ]);
    expect(new Set(left.flatMap(({ names }) => names)).size).toBe(300);
    expect(links.length).toBe(10);
  });

  test('GIVEN more ways than can be told apart THEN the smallest are one node, and the picture stays small', () => {
    const { nodes } = drawn(large(300, 60));
    const left = nodes.filter(({ column }) => column === 0);
    expect(left.length).toBe(40);
    expect(left.at(-1)).toMatchObject({ kind: 'mixed' });
    expect(new Set(left.flatMap(({ names }) => names)).size).toBe(300);
  });
});

describe('a whole way', () => {
  const picture = pictureOf(small, small.namesIn(everything), everything);
  const lit = (choice: Parameters<typeof litBy>[0]) => {
    const found = litBy(choice, picture, small);
    return found === null ? null : [...found.nodes].sort();
  };

  test('GIVEN a name THEN its buckets and their readers stand out, and nothing else', () => {
    expect(lit({ name: 'DB_KEY' })).toEqual([
      'bucket api',
      'bucket worker',
      'ecs jobs',
      'ecs web',
      'way DB_KEY',
    ]);
    expect(lit({ name: 'MAIL_KEY' })).toEqual(['bucket worker', 'ecs jobs', 'way MAIL_KEY']);
  });

  test('GIVEN a bucket or a service THEN its way stands out to both sides', () => {
    expect(lit({ node: 'bucket web' })).toEqual(['bucket web', 'ecs web', 'way DB_URL']);
    expect(lit({ node: 'ecs jobs' })).toEqual([
      'bucket worker',
      'ecs jobs',
      'way DB_KEY',
      'way DB_URL',
      'way MAIL_KEY',
      'way UNUSED',
    ]);
  });

  test('GIVEN nothing, or what is not drawn THEN nothing stands out', () => {
    expect(lit(null)).toBeNull();
    expect(lit({ name: 'NOWHERE' })).toBeNull();
  });

  test('GIVEN a name in a node of many ways THEN only its own buckets stand out', () => {
    const index = large(300, 60);
    const drawn = pictureOf(index, index.namesIn(everything), everything);
    const rest = drawn.nodes.find(({ kind }) => kind === 'mixed');
    const name = rest?.names[0] ?? '';
    const [bucket] = index.targetsOf(name, everything).map((target) => target.bucket);
    expect(nodeOf({ name }, drawn)).toBe(rest);
    expect([...(litBy({ name }, drawn, index)?.links ?? [])]).toEqual([
      linkKey(rest?.id ?? '', `bucket ${bucket}`),
    ]);
  });
});
