export { type Base, findBase } from './base';
export { earlierCiphertexts } from './ciphertext-history';
export { withHookIndex } from './hook-index';
export { type HooksFolder, hooksFolder } from './hooks-folder';
export { readCommit } from './read-commit';
export { openRepository, openWorkTree, type Repository } from './repository';
export { forEachStagedText } from './staged-texts';
export { type StagedFile, stagedFiles, stagedTree } from './staged-tree';
export { type WorkspaceCommit, workspaceCommits } from './workspace-commits';
