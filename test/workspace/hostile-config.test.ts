import { chmodSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { refuseTracked } from '../../src/values/kept-out-of-git';
import { isTracked } from '../../src/values/tracked-by-git';
import {
  earlierCiphertexts,
  findBase,
  forEachStagedText,
  openRepository,
  readCommit,
  stagedFiles,
  stagedTree,
  workspaceCommits,
} from '../../src/workspace/git';
import { removeFolders } from '../support/cli';
import { TestRepository } from '../support/repository';
import { richWorkspace } from '../support/rich-workspace';

afterAll(removeFolders);

const ciphertext = 'AQICAHh'.padEnd(60, 'x');
const file = 'environments/dev.yaml';

/** A repository with a signed commit, whose configuration names a program wherever git would start one. */
function hostileRepository(): TestRepository {
  const repository = new TestRepository(richWorkspace);
  const program = (name: string, body: string): string => {
    const path = join(repository.folder, '.git', name);
    repository.write({
      [`.git/${name}`]: `#!/bin/sh\n: >"${repository.folder}/.git/ran-${name}"\n${body}\n`,
    });
    chmodSync(path, 0o755);
    return path;
  };
  const sign = `cat >/dev/null; echo '[GNUPG:] SIG_CREATED D 1 8 00 0 0' >&2; echo '-----BEGIN PGP SIGNATURE-----'; echo; echo x; echo '-----END PGP SIGNATURE-----'`;
  repository.git('config', 'gpg.program', program('gpg', `${sign}; exit 0`));
  repository.write({ [file]: `${richWorkspace.get(file)}# ${ciphertext}\n` });
  repository.write({ '.gitattributes': '*.yaml diff=x filter=x\n', '.gitignore': '.env\n' });
  repository.git('config', 'commit.gpgSign', 'true');
  repository.commit('signed', '2026-10-01');
  const named = {
    'log.showSignature': 'true',
    'diff.external': program('external', 'true'),
    'diff.x.command': program('command', 'true'),
    'diff.x.textconv': program('textconv', 'cat "$1"'),
    'filter.x.clean': program('clean', 'cat'),
    'filter.x.smudge': program('smudge', 'cat'),
    'core.fsmonitor': program('fsmonitor', 'printf "token\\0/\\0"'),
    'core.pager': program('pager', 'cat'),
    'core.sshCommand': program('ssh', 'true'),
  };
  for (const [key, path] of Object.entries(named)) repository.git('config', key, path);
  for (const name of readdirSync(join(repository.folder, '.git')).filter((each) => each.startsWith('ran-')))
    repository.write({ [`.git/${name}`]: null });
  return repository;
}

test('GIVEN a configuration of git that names programs WHEN fanout asks git THEN none is started, and the answers are right', () => {
  const { folder } = hostileRepository();
  const env = { PATH: process.env.PATH };
  const repository = openRepository({ folder, env });
  const { commit } = findBase(repository, 'HEAD');
  expect(readCommit(repository, commit).texts.get(file)).toContain(ciphertext);
  expect(workspaceCommits(repository, 5)).toEqual([{ commit, day: '2026-10-01' }]);
  expect(earlierCiphertexts(repository, commit, file, new Set([ciphertext]))).toEqual(
    new Map([[ciphertext, '2026-10-01']]),
  );
  forEachStagedText(repository, stagedFiles(repository, stagedTree(repository)), () => undefined);
  expect(isTracked(join(folder, file), env)).toBe(true);
  expect(refuseTracked({ path: join(folder, '.env'), shown: '.env' }, env)).toBe('ignored');
  expect(readdirSync(join(folder, '.git')).filter((name) => name.startsWith('ran-'))).toEqual([]);
});
