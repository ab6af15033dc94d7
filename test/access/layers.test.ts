import { type Case, caseFiles } from './support/cases';
import type { LayerAlone } from './support/weigh';

const attacks = [...caseFiles()].flatMap(([file, { cases }]) => (file === 'controls' ? [] : cases));

const firstOn = ({ steps }: Case): string => steps[0]?.on ?? '*';
const firstAction = ({ steps }: Case): string => steps[0]?.action ?? '';
const actor = ({ by }: Case): string => by.principal ?? by.holder?.join() ?? by.arn ?? 'administrator';

const guarded = (each: Case): boolean => /^(?:developer|guardrail)$/.test(actor(each));
const ofService = (each: Case): boolean => /^(?:execution|task|compute)\./.test(actor(each));
/** One of our roles, or an exception by name. */
const ours = (each: Case): boolean =>
  /^(?:ci-|execution|task|compute|reader|break-glass)|role\/(?:fanout\/|platform-admin)/.test(actor(each));
const ofAnotherAccount = (each: Case): boolean => actor(each).startsWith('arn:aws:iam::210987654321:');

const onProtectedEntry = (each: Case): boolean => /^entry (?:production|staging)\//.test(firstOn(each));
const onProtectedKey = (each: Case): boolean => /^key (?:production|staging)$/.test(firstOn(each));
const environmentOf = (each: Case): string => /^\w+ ([a-z]+)/.exec(firstOn(each))?.[1] ?? '';
/** Whom the policy of an entry lets through, for their own policies to decide: its deployer, its readers, break-glass. */
const excepted = (each: Case): boolean => {
  const [kind, , name = ''] = actor(each).split('.');
  if (actor(each) === 'break-glass' || actor(each) === `ci-deploy.${environmentOf(each)}`) return true;
  const bucket = firstOn(each).split('/')[1];
  const own =
    kind === 'reader' ? bucket === 'api-v2' : name === bucket && actor(each) !== 'task.production.api';
  const fills = firstAction(each) === 'secretsmanager:PutSecretValue' && bucket === 'hook';
  return own && (firstAction(each) === 'secretsmanager:GetSecretValue' || fills);
};
/**
 * What a boundary leaves to the role's own policies: reading and filling entries of its own environment, and keys that are
 * not ours.
 */
const leftToRole = (each: Case): boolean =>
  firstOn(each) === 'key of-others' ||
  (environmentOf(each) === actor(each).split('.')[1] &&
    (/^secretsmanager:(?:Get|Put)SecretValue$/.test(firstAction(each)) ||
      each.steps[0]?.through !== undefined));
const uses = (each: Case): boolean =>
  /^kms:(?:Decrypt|Encrypt|ReEncrypt|GenerateDataKey|CreateGrant)/.test(firstAction(each));
/** Secrets Manager asks on behalf of one of our roles: it is the entry that stops it. */
const askedByService = (each: Case): boolean =>
  ours(each) &&
  each.steps[0]?.through !== undefined &&
  each.steps[0].context?.['kms:ViaService'] === undefined;
const writesIam = (each: Case): boolean =>
  /^iam:(?:Add|Attach|Create|Delete|Detach|Pass|Put|Set|Tag|Update)/.test(firstAction(each)) &&
  (/^role /.test(firstOn(each)) ||
    firstOn(each).includes(':policy/fanout/') ||
    firstOn(each).includes(':oidc-'));

/** What a layer holds by itself with everything else wide open, and what it does not, with the reason. */
const layers: readonly (readonly [
  layer: LayerAlone,
  what: string,
  holds: (each: Case) => boolean,
  but: Readonly<Record<string, string>>,
])[] = [
  [
    'guardrail',
    'whatever somebody under the guardrail tries',
    guarded,
    {
      "a colleague's dev under one's own tag": 'nobody under it can tag an entry so',
      "dev without a tag of one's own": 'dev is for everybody; the key wants to know who it is',
      "dev tagged as one's own dev": 'dev is everybody’s',
      "one's own dev tagged as dev": 'it is the caller’s own',
      'decrypt for another project': 'the key is this project’s, whatever is said',
      'encrypt dev for another project': 'the key is this project’s, whatever is said',
      'move a value of another project to dev': 'the key is this project’s, whatever is said',
      'move a value of dev to another project': 'the key is this project’s, whatever is said',
      'a key of others by a developer': 'keys of others are theirs to guard',
      'a key of others through the service by a developer': 'keys of others are theirs to guard',
      'a role without the guardrail that reads production': 'the policy of the entry stops that role',
      'a role without the guardrail that decrypts production': 'the policy of the key stops that role',
      'somebody under the guardrail makes a role without it': 'roles elsewhere are not ours to forbid',
    },
  ],
  [
    'resource policy',
    'a protected entry, from everybody who is not to have it',
    (each) => onProtectedEntry(each) && !ofAnotherAccount(each) && !excepted(each),
    {},
  ],
  [
    'resource policy',
    'a protected key, from everybody who is not to use it',
    (each) => onProtectedKey(each) && uses(each) && !askedByService(each),
    {},
  ],
  [
    'resource policy',
    'a role, from everybody whom it does not trust',
    (each) => firstAction(each).startsWith('sts:AssumeRole') && /^role /.test(firstOn(each)),
    {},
  ],
  [
    'boundary',
    'whatever a role of a service tries with secrets, keys, roles and sessions',
    (each) =>
      ofService(each) && /^(?:secretsmanager|kms|iam|sts):/.test(firstAction(each)) && !leftToRole(each),
    {},
  ],
  [
    'scp',
    'a protected entry or its replica, from people',
    (each) =>
      /^(?:entry|replica) (?:production|staging)\//.test(firstOn(each)) &&
      !ours(each) &&
      !ofAnotherAccount(each),
    {},
  ],
  [
    'scp',
    'a protected key, from people',
    (each) => onProtectedKey(each) && !ours(each) && !ofAnotherAccount(each),
    {
      'the key of production tagged as dev': 'nobody but us can tag it so; the policy of the key holds',
      'the key of production without tags': 'nobody but us can take its tags; the policy of the key holds',
    },
  ],
  ['scp', 'our roles and policies, from people', (each) => writesIam(each) && !ours(each), {}],
];

describe.each(layers)('%s alone holds %s', (layer, _, holds, but) => {
  const cases = attacks.filter(holds);

  test('GIVEN everything else wide open WHEN it is tried THEN this layer stops it, or it is said why not', () => {
    const through = cases.filter(({ expect: { stoppedAloneBy } }) => !stoppedAloneBy.includes(layer));
    expect(through.map(({ name }) => name).sort()).toEqual(Object.keys(but).sort());
  });

  test('GIVEN the attacks THEN there are some that it is about', () => {
    expect(cases.length).toBeGreaterThan(5);
  });
});
