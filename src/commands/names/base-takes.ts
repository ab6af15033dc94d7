import { Fault } from '../../diagnostics';
import { contributionsOf } from '../../plan/contributions';
import { findBase, openRepository, readCommit } from '../../workspace/git';
import { parseWorkspace } from '../../workspace/parse-workspace';
import type { CommandContext } from '../context';
import type { BaseTakes } from './remove';
import { takersOf } from './take-out';

/** Looks at the commit that a branch is compared with; where there is none, nothing is known. */
export function baseTakes({ workspace: folder, env }: CommandContext): BaseTakes {
  return (name) => {
    try {
      const repository = openRepository({ folder, env });
      const { commit, ref } = findBase(repository, undefined);
      const { texts, faults } = readCommit(repository, commit);
      const { workspace } = parseWorkspace(texts, { faults });
      if (workspace === null) return null;
      return { ref, takes: takersOf(contributionsOf(workspace), name).length > 0 };
    } catch (error) {
      if (error instanceof Fault) return null;
      throw error;
    }
  };
}
