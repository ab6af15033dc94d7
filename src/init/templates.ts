import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NewFile } from './new-file';

/** The root of this package: as far above the compiled files as above the sources. */
const packageFolder = join(__dirname, '..', '..');

const ofNewWorkspaces = [
  'fanout.yaml',
  'mappings/canonical.yaml',
  'mappings/web.yaml',
  'environments/dev.yaml',
  'cdktf.json',
  'package.json',
  'README.md',
];

/** What this repository runs itself: the workflows of a team, and the scripts that they call. */
const ofThisRepository = [
  ...['review', 'deploy', 'nightly', 'rollback'].map((name) => `.github/workflows/fanout-${name}.yml`),
  ...[
    'comment.sh',
    'deploy.sh',
    'environments.cjs',
    'hand-over.sh',
    'issue.sh',
    'newest-commit.sh',
    'report.sh',
    'review.sh',
    'rollback.sh',
    'summarize.sh',
    'synthesize.cjs',
    'take-over.sh',
  ].map((name) => `scripts/ci/${name}`),
];

/** Where each file of a new workspace has its template in this package; npm packs no file that is called `.gitignore`. */
const templates: readonly (readonly [path: string, template: string])[] = [
  ...ofNewWorkspaces.map((path) => [path, `templates/workspace/${path}`] as const),
  ...ofThisRepository.map((path) => [path, path] as const),
  ['.gitignore', 'templates/workspace/gitignore'],
];

/** The files of a new workspace but for its schemas, with `__project__`, `__version__` and `__cdktf-cli__` filled in. */
export function renderTemplates(project: string): NewFile[] {
  const { version, devDependencies } = JSON.parse(
    readFileSync(join(packageFolder, 'package.json'), 'utf8'),
  ) as {
    version: string;
    devDependencies: Record<string, string>;
  };
  const words: Readonly<Record<string, string | undefined>> = {
    project,
    version,
    'cdktf-cli': devDependencies['cdktf-cli'],
  };
  return templates.map(([path, template]) => ({
    path,
    text: readFileSync(join(packageFolder, ...template.split('/')), 'utf8').replace(
      /__([a-z-]+)__/g,
      (written, word: string) => words[word] ?? written,
    ),
  }));
}
